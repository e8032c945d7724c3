//! Whom a packet is for, and what of an interview goes to them.

/// Whom a packet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The candidate, who asks for the data that is kept about them.
    Candidate,
    /// Whoever has a right to the whole record.
    RecordsRequest,
    /// The hiring manager.
    HiringManager {
        /// Whether they see what the panel found together, but nobody's own judgement.
        totals_only: bool,
    },
    /// Who looks at whether the process was kept.
    Auditor,
}

/// A part of an interview that some get and some do not. `docs/packets.md` has the
/// table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The candidate's name.
    Candidate,
    /// When the interview was planned for, began and ended.
    Times,
    /// Where it was.
    Place,
    /// The wording of the questions that were asked.
    Asked,
    /// The wording of the others.
    NotAsked,
    /// The questions' labels.
    Labels,
    /// The questions' stages and competencies.
    Context,
    /// Strong answers, anchors, follow-ups, what is assessed.
    Guidance,
    /// Weights and why they are not equal.
    Weights,
    /// Which questions were asked, skipped, not reached.
    Coverage,
    /// Which questions count for nobody, and why.
    Voids,
    /// The interviewers' names.
    Names,
    /// Each interviewer's ratings.
    Ratings,
    /// Each interviewer's notes.
    Notes,
    /// That red flags were raised.
    Flags,
    /// The wording of red flags that is for interviewers only.
    FlagWording,
    /// Each interviewer's recommendation.
    Recommendations,
    /// How many recommended what.
    Totals,
    /// Median and range of each question.
    Medians,
    /// The ratings before they were revised.
    Originals,
    /// When and why ratings were revised.
    Revisions,
    /// Who handed in, and when.
    Submissions,
    /// When, by whom and why scorecards were revealed.
    Reveal,
    /// What was decided, and why.
    Decision,
}

impl Part {
    /// Every part, in the order of the table.
    pub const ALL: [Self; 24] = [
        Self::Candidate,
        Self::Times,
        Self::Place,
        Self::Asked,
        Self::NotAsked,
        Self::Labels,
        Self::Context,
        Self::Guidance,
        Self::Weights,
        Self::Coverage,
        Self::Voids,
        Self::Names,
        Self::Ratings,
        Self::Notes,
        Self::Flags,
        Self::FlagWording,
        Self::Recommendations,
        Self::Totals,
        Self::Medians,
        Self::Originals,
        Self::Revisions,
        Self::Submissions,
        Self::Reveal,
        Self::Decision,
    ];
}

impl Audience {
    /// Every audience, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::Candidate,
        Self::RecordsRequest,
        Self::HiringManager { totals_only: false },
        Self::HiringManager { totals_only: true },
        Self::Auditor,
    ];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Candidate => "Candidate access",
            Self::RecordsRequest => "Records request",
            Self::HiringManager { totals_only: false } => "Hiring manager",
            Self::HiringManager { totals_only: true } => "Hiring manager, totals only",
            Self::Auditor => "Auditor",
        }
    }

    /// What their packet contains and what it leaves out, in a sentence for whoever makes
    /// it. A test holds it against [`Audience::gets`].
    pub const fn explained(self) -> &'static str {
        match self {
            Self::Candidate => {
                "Contains the name of the candidate, times and place, the wording of the \
                 questions asked, single ratings, notes, red flags raised and single \
                 recommendations of interviewers who are numbered, ratings before they \
                 were revised and when and why they were, and the decision with its \
                 reasons; leaves out names of interviewers, the wording of questions not \
                 asked and of red flags for interviewers only, labels, stages and \
                 competencies, guidance, weights, what was asked or skipped, what counts \
                 for nobody, how many recommended what, median and range, who handed in, \
                 and how scorecards were revealed."
            }
            Self::RecordsRequest => {
                "Contains the name of the candidate, times and place, the wording of all \
                 questions with labels, stages and competencies, guidance and weights, \
                 what was asked or skipped, what counts for nobody, names of \
                 interviewers, single ratings, notes, red flags raised, also for \
                 interviewers only, single recommendations, how many recommended what, \
                 median and range, ratings before they were revised and when and why they \
                 were, who handed in, how scorecards were revealed, and the decision with \
                 its reasons; leaves out minutes and interviewers of single stages, \
                 comments on the plan, its earlier wordings, scorecards that were not \
                 handed in, and the audit."
            }
            Self::HiringManager { totals_only: false } => {
                "Contains the name of the candidate, times, the wording of all questions \
                 with labels, stages and competencies, what was asked or skipped, what \
                 counts for nobody, names of interviewers, single ratings, notes, red \
                 flags raised, also for interviewers only, single recommendations, how \
                 many recommended what, median and range, and the decision with its \
                 reasons; leaves out the place, guidance, weights, ratings before they \
                 were revised and when and why they were, who handed in, and how \
                 scorecards were revealed."
            }
            Self::HiringManager { totals_only: true } => {
                "Contains the name of the candidate, times, the wording of all questions \
                 with labels, stages and competencies, what was asked or skipped, what \
                 counts for nobody, how many recommended what, median and range where two \
                 or more rated, and the decision with its reasons; leaves out the place, \
                 names of interviewers, single ratings, notes, red flags raised, also for \
                 interviewers only, single recommendations, guidance, weights, ratings \
                 before they were revised and when and why they were, who handed in, and \
                 how scorecards were revealed."
            }
            Self::Auditor => {
                "Contains times, labels, what was asked or skipped, what counts for \
                 nobody, names of interviewers, when and why ratings were revised, who \
                 handed in, and how scorecards were revealed; leaves out the name of the \
                 candidate, the place, the wording of all questions, stages and \
                 competencies, guidance, weights, single ratings, notes, red flags \
                 raised, also for interviewers only, single recommendations, how many \
                 recommended what, median and range, ratings before they were revised, \
                 and the decision with its reasons."
            }
        }
    }

    /// Whether `part` goes to them.
    pub const fn gets(self, part: Part) -> bool {
        match self {
            Self::RecordsRequest => true,
            Self::Candidate => matches!(
                part,
                Part::Candidate
                    | Part::Times
                    | Part::Place
                    | Part::Asked
                    | Part::Ratings
                    | Part::Notes
                    | Part::Flags
                    | Part::Recommendations
                    | Part::Originals
                    | Part::Revisions
                    | Part::Decision
            ),
            Self::HiringManager { totals_only } => match part {
                Part::Candidate
                | Part::Times
                | Part::Asked
                | Part::NotAsked
                | Part::Labels
                | Part::Context
                | Part::Coverage
                | Part::Voids
                | Part::Totals
                | Part::Medians
                | Part::Decision => true,
                Part::Names
                | Part::Ratings
                | Part::Notes
                | Part::Flags
                | Part::FlagWording
                | Part::Recommendations => !totals_only,
                _ => false,
            },
            Self::Auditor => matches!(
                part,
                Part::Times
                    | Part::Labels
                    | Part::Coverage
                    | Part::Voids
                    | Part::Names
                    | Part::Revisions
                    | Part::Submissions
                    | Part::Reveal
            ),
        }
    }
}
