//! The small parts: chips, notices, empty states. State is always said in words; colour and arrow only help.

use std::fmt;

use portico_chart::labs::{Flag, ResultStatus};
use portico_chart::view::Mark;

use super::{Icon, escape};
use crate::words::{Words, is_laid_out};

/// The colour family of a part; it never speaks alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    High,
    Low,
    Critical,
    /// Waiting, stale, not final.
    Wait,
    Warning,
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::High => "high",
            Tone::Low => "low",
            Tone::Critical => "crit",
            Tone::Wait => "wait",
            Tone::Warning => "warn",
        }
    }
}

/// A few words that say a state.
#[derive(Debug, Clone)]
pub struct Chip<'a> {
    pub tone: Tone,
    pub icon: Option<Icon>,
    pub words: &'a str,
}

impl<'a> Chip<'a> {
    pub fn new(tone: Tone, words: &'a str) -> Self {
        Self { tone, icon: None, words }
    }

    pub fn with(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

impl fmt::Display for Chip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<span class=\"chip ")?;
        f.write_str(self.tone.class())?;
        f.write_str("\">")?;
        if let Some(icon) = self.icon {
            icon.fmt(f)?;
        }
        write!(f, "{}</span>", escape(self.words))
    }
}

impl askama::filters::HtmlSafe for Chip<'_> {}

/// The colour family of a flag.
pub fn tone(flag: Flag) -> Tone {
    match flag {
        Flag::Unknown => Tone::Plain,
        Flag::InRange => Tone::Good,
        Flag::Abnormal | Flag::High => Tone::High,
        Flag::Low => Tone::Low,
        Flag::Critical | Flag::CriticalLow | Flag::CriticalHigh => Tone::Critical,
    }
}

/// The chip of a flag; none where nothing is known.
pub fn flag_chip(w: &Words, flag: Flag) -> Option<Chip<'static>> {
    let (key, icon) = match flag {
        Flag::Unknown => return None,
        Flag::InRange => ("flag-in-range", None),
        Flag::Abnormal => ("flag-abnormal", Some(Icon::Warning)),
        Flag::Low => ("flag-low", Some(Icon::Down)),
        Flag::High => ("flag-high", Some(Icon::Up)),
        Flag::Critical => ("flag-critical", Some(Icon::Warning)),
        Flag::CriticalLow => ("flag-critical-low", Some(Icon::Down)),
        Flag::CriticalHigh => ("flag-critical-high", Some(Icon::Up)),
    };
    Some(Chip { tone: tone(flag), icon, words: w.t(key) })
}

/// The chip of a status that a reader must know; none for what is final.
pub fn status_chip(w: &Words, status: ResultStatus) -> Option<Chip<'static>> {
    let (tone, key) = match status {
        ResultStatus::Final => return None,
        ResultStatus::Registered => (Tone::Wait, "status-registered"),
        ResultStatus::Preliminary => (Tone::Wait, "status-preliminary"),
        ResultStatus::Amended => (Tone::Wait, "status-amended"),
        ResultStatus::Corrected => (Tone::Wait, "status-corrected"),
        ResultStatus::Cancelled => (Tone::Plain, "status-cancelled"),
        ResultStatus::EnteredInError => (Tone::Plain, "status-entered-in-error"),
        ResultStatus::Unknown => (Tone::Plain, "status-unknown"),
    };
    Some(Chip::new(tone, w.t(key)))
}

/// What must stand beside a name.
pub fn mark_chip(w: &Words, mark: Mark) -> Chip<'static> {
    let (tone, icon) = match mark {
        Mark::DoNotTake => (Tone::Critical, Some(Icon::Warning)),
        Mark::OnHold
        | Mark::NotStarted
        | Mark::Proposed
        | Mark::Planned
        | Mark::NotGiven
        | Mark::NotDone
        | Mark::Suspected
        | Mark::OneOfSeveral
        | Mark::Ongoing
        | Mark::Unfinished
        | Mark::Changed
        | Mark::Preliminary => (Tone::Wait, None),
        Mark::NotToDo => (Tone::Warning, None),
        Mark::Over => (Tone::Good, None),
        _ => (Tone::Plain, None),
    };
    Chip { tone, icon, words: w.t(mark_key(mark)) }
}

/// The words of a mark.
pub fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::EnteredInError => "status-entered-in-error",
        Mark::Cancelled => "status-cancelled",
        Mark::Stopped => "medication-stopped",
        Mark::Finished => "medication-completed",
        Mark::OnHold => "medication-on-hold",
        Mark::NotStarted => "medication-draft",
        Mark::DoNotTake => "mark-do-not-take",
        Mark::DoNotTakeEnded => "mark-do-not-take-ended",
        Mark::Proposed => "mark-proposed",
        Mark::Planned => "visit-planned",
        Mark::InHospital => "mark-in-hospital",
        Mark::Replaced => "mark-replaced",
        Mark::NotGiven => "immunization-not-done",
        Mark::NotDone => "mark-not-done",
        Mark::NotToDo => "mark-not-to-do",
        Mark::RuledOut => "verification-refuted",
        Mark::Suspected => "verification-provisional",
        Mark::OneOfSeveral => "verification-differential",
        Mark::Inactive => "condition-inactive",
        Mark::Over => "condition-resolved",
        Mark::Ended => "mark-ended",
        Mark::Unfinished => "mark-unfinished",
        Mark::Changed => "mark-changed",
        Mark::Ongoing => "visit-in-progress",
        Mark::Preliminary => "status-preliminary",
        Mark::StatusNotKnown => "status-unknown",
    }
}

/// A paragraph in the record's own words. Lines and columns stay as they are.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'t> {
    class: &'static str,
    text: &'t str,
}

impl<'t> Prose<'t> {
    pub fn new(class: &'static str, text: &'t str) -> Self {
        Self { class, text }
    }
}

impl fmt::Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Prose { class, text } = self;
        let lines = if is_laid_out(text) { " lines\" tabindex=0" } else { "\"" };
        write!(f, "<p class=\"{class}{lines}>{}</p>", escape(text))
    }
}

impl askama::filters::HtmlSafe for Prose<'_> {}

/// A sentence that stands above a page or a card.
#[derive(Debug, Clone)]
pub struct Notice {
    tone: Tone,
    title: Option<&'static str>,
    words: String,
}

impl Notice {
    pub fn new(tone: Tone, title: &'static str, words: String) -> Self {
        Self { tone, title: Some(title), words }
    }

    pub fn quiet(words: String) -> Self {
        Self { tone: Tone::Plain, title: None, words }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let icon = match self.tone {
            Tone::Critical | Tone::Warning | Tone::High => Icon::Warning,
            Tone::Good => Icon::Check,
            Tone::Wait => Icon::Clock,
            Tone::Plain | Tone::Low => Icon::Question,
        };
        write!(f, "<div class=\"notice {}\" role=note>{icon}<p>", self.tone.class())?;
        if let Some(title) = self.title {
            write!(f, "<b>{}</b> ", escape(title))?;
        }
        write!(f, "{}</p></div>", escape(&self.words))
    }
}

impl askama::filters::HtmlSafe for Notice {}

/// Nothing to show, said kindly, with what would be here.
#[derive(Debug, Clone)]
pub struct Empty {
    icon: Icon,
    title: &'static str,
    words: &'static str,
}

impl Empty {
    pub fn new(icon: Icon, title: &'static str, words: &'static str) -> Self {
        Self { icon, title, words }
    }
}

impl fmt::Display for Empty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "<section class=\"card empty\"><span class=door>{}</span><h2>{}</h2><p>{}</p></section>",
            self.icon,
            escape(self.title),
            escape(self.words)
        )
    }
}

impl askama::filters::HtmlSafe for Empty {}

/// What clinicians carry behind their names.
const CREDENTIALS: [&str; 14] =
    ["APRN", "CNM", "DDS", "DMD", "DO", "DPT", "FNP", "LCSW", "MD", "NP", "PA-C", "PharmD", "PhD", "RN"];

/// Two letters for a face: of the first and the last name, without titles and credentials.
pub fn initials(name: &str) -> String {
    let is_name = |word: &&str| !word.ends_with('.') && !CREDENTIALS.contains(word);
    let mut words = name.split_whitespace().map(|word| word.trim_end_matches(',')).filter(is_name);
    let first = words.next().and_then(|word| word.chars().find(|c| c.is_alphanumeric()));
    let last = words.next_back().and_then(|word| word.chars().find(|c| c.is_alphanumeric()));
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_has_the_first_letters_of_first_and_last_name() {
        assert_eq!(initials("Ana María Reyes"), "AR");
        assert_eq!(initials("Dr. Maja Lindqvist"), "ML");
        assert_eq!(initials("Dr. Tomás Ibarra, MD"), "TI");
        assert_eq!(initials("Jun Park PharmD"), "JP");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn markup_in_the_record_stays_text() {
        let chip = Chip::new(Tone::Plain, "<b>\"x\"</b>").to_string();
        assert!(!chip.contains("<b>"), "{chip}");
    }
}
