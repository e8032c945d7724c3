//! Moments as they are written.

use domain::moment::Moment;

const DAY: i64 = 86_400_000;

#[test]
fn days_are_those_of_the_calendar() {
    for (day, written) in [
        (0, "1970-01-01"),
        (-1, "1969-12-31"),
        (10_956, "1999-12-31"),
        (11_016, "2000-02-29"),
        (11_017, "2000-03-01"),
        (20_781, "2026-11-24"),
        (47_540, "2100-02-28"),
        (47_541, "2100-03-01"),
        (-25_508, "1900-03-01"),
    ] {
        assert_eq!(Moment::of(day * DAY).date(), written, "{day}");
    }
}

#[test]
fn each_day_comes_after_the_one_before() {
    let mut before = Moment::of(-200_000 * DAY);
    for day in -199_999..200_000_i64 {
        let now = Moment::of(day * DAY);
        assert!(before < now, "{before} then {now}");
        let follows = before.date()[..8] == now.date()[..8] || now.date().ends_with("-01");
        assert!(follows, "{before} then {now}");
        before = now;
    }
}

#[test]
fn a_moment_is_written_for_people_and_for_programs() {
    let at = 20_781 * DAY + ((19 * 60 + 16) * 60 + 5) * 1_000 + 999;
    let moment = Moment::of(at);
    assert_eq!(moment.to_string(), "2026-11-24 19:16 UTC");
    assert_eq!(moment.iso(), "2026-11-24T19:16:05Z");
    assert_eq!(moment.basic(), "20261124T191605Z");
    assert_eq!(Moment::of(-1).iso(), "1969-12-31T23:59:59Z");
}

#[test]
fn any_number_is_a_moment() {
    for at in [i64::MIN, i64::MAX] {
        assert!(Moment::of(at).iso().ends_with('Z'));
    }
}
