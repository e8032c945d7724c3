//! What the store promises, checked alike on both databases. `sqlite::…` runs
//! on files of its own; `postgres::…` on databases of its own, made on the
//! server that `PLUMBLINE_TEST_POSTGRES` names and dropped afterwards.

#[cfg(test)] // is always so here; said for clippy, which lets tests panic
mod contract {
    pub(crate) mod ground;

    pub(crate) mod announcements;
    pub(crate) mod commit;
    pub(crate) mod interviews;
    pub(crate) mod kits;
    pub(crate) mod log;
    pub(crate) mod opening;
    pub(crate) mod people;
    pub(crate) mod put_away;
    pub(crate) mod races;
    pub(crate) mod reconvened;
    pub(crate) mod rules;
    pub(crate) mod sharing;
}

macro_rules! on_both {
    ($($group:ident: $($promise:ident),+;)+) => {
        mod sqlite {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $promise() {
                    let ground = crate::contract::ground::sqlite(stringify!($promise)).await;
                    crate::contract::$group::$promise(&ground).await;
                }
            )+)+
        }
        mod postgres {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $promise() {
                    let Some(ground) = crate::contract::ground::postgres().await else { return };
                    crate::contract::$group::$promise(&ground).await;
                }
            )+)+
        }
    };
}

on_both! {
    commit:
        a_group_saves_edits_of_many_documents_at_once,
        a_unit_in_conflict_leaves_the_others_of_its_group,
        units_of_one_group_may_follow_one_another_on_one_document,
        a_repeated_batch_is_refused_and_its_outcome_stays,
        a_batch_repeated_within_one_group_is_taken_once,
        a_batch_of_rejections_only_is_kept_and_moves_nothing,
        a_unit_that_fails_at_its_second_write_leaves_nothing,
        edits_that_skip_a_version_are_refused,
        a_batch_that_misstates_its_versions_is_refused,
        edits_of_a_missing_document_are_refused,
        an_abandoned_commit_saves_all_or_nothing;
    rules:
        a_unit_that_breaks_a_rule_leaves_nothing_and_the_others_go_through,
        a_unit_whose_audit_breaks_a_rule_leaves_nothing,
        a_unit_with_text_that_cannot_be_kept_leaves_the_others;
    races:
        of_two_handles_on_one_version_exactly_one_wins,
        of_two_handles_with_one_batch_exactly_one_saves_it,
        groups_that_share_documents_in_any_order_all_end;
    announcements:
        others_hear_of_what_was_committed_in_order,
        words_are_heard_by_others_and_not_kept,
        nobody_hears_of_what_was_not_saved_or_is_their_own,
        a_listener_that_was_cut_off_says_so_and_hears_again,
        a_listener_hears_that_its_store_was_closed;
    log:
        edits_are_read_in_order_after_a_version_and_up_to_a_limit,
        a_snapshot_never_goes_back,
        a_snapshot_is_never_ahead_of_the_log,
        a_version_has_one_name_and_only_if_it_is_there,
        a_plan_is_made_with_its_edits_or_not_at_all,
        documents_are_listed_by_kind_the_newest_first,
        documents_of_another_team_are_not_listed;
    interviews:
        an_interview_is_made_with_its_panel_and_scorecards,
        an_interview_that_cannot_be_made_whole_leaves_nothing,
        an_interview_keeps_whom_it_is_about_and_who_sees_what_came_out,
        interviews_of_another_team_are_not_listed,
        the_audit_of_a_document_is_told_in_order;
    reconvened:
        who_is_taken_off_a_panel_scores_no_longer_and_may_come_back,
        a_panel_that_moved_on_meanwhile_stays_as_it_is,
        a_panel_that_cannot_be_called_whole_stays_as_it_is;
    kits:
        a_team_keeps_its_own_kits_each_under_one_id,
        a_kit_that_is_put_away_keeps_its_id_and_says_by_whom,
        of_the_ratings_of_a_drill_answer_each_persons_first_counts;
    sharing:
        a_plan_is_its_whole_teams_until_somebody_says_otherwise,
        what_was_said_last_of_a_plans_rights_counts,
        a_plan_is_made_with_what_is_said_of_it_or_not_at_all,
        rights_of_somebody_unknown_leave_everything_as_it_was,
        edits_judged_by_a_right_that_was_taken_away_are_left_out;
    put_away:
        what_is_put_away_stays_in_the_lists_and_says_since_when,
        putting_away_what_is_away_or_not_there_writes_nothing,
        what_is_put_away_without_its_audit_is_not_put_away,
        what_is_put_away_is_edited_as_before;
    people:
        a_team_is_added_once_and_left_as_it_is,
        an_address_belongs_to_one_person_however_capitalised,
        a_session_counts_until_it_expires,
        a_deleted_session_counts_for_nothing;
    opening:
        what_was_saved_is_there_after_closing_and_opening_again,
        a_database_from_before_things_were_put_away_opens_with_all_in_the_lists,
        a_closed_store_says_so,
        a_database_of_a_newer_program_is_refused_and_left_alone,
        a_database_of_another_layout_is_refused,
        a_damaged_row_is_reported_and_not_passed_over;
}
