//! Whether what the record system says somebody has is theirs today: a membership, a part in a visit. What of a period
//! cannot be read is over.

use jiff::Zoned;
use portico_fhir::shapes::{
    CareTeam, CareTeamParticipant, Encounter, EncounterParticipant, Period, PractitionerRole, Reference,
};
use portico_fhir::{Fault, Parsed};
use portico_model::When;

use crate::sensitive::without_positions;

/// The members of a care team today; nobody's where the team itself is over.
pub(crate) fn members<'t>(
    team: &'t CareTeam,
    faults: &[Fault],
    now: &Zoned,
) -> impl Iterator<Item = &'t CareTeamParticipant> {
    let is_on = is_readable(faults) && is_under_way(team.period.as_ref(), now);
    team.participant.iter().filter(move |own| is_on && is_under_way(own.period.as_ref(), now))
}

/// Whether a care team is at work today.
pub(crate) fn is_team_at_work(team: &CareTeam, faults: &[Fault], now: &Zoned) -> bool {
    let is_active = team.status.as_deref() == Some("active");
    is_active && is_readable(faults) && is_under_way(team.period.as_ref(), now)
}

/// The people who are with the patient in this visit now.
pub(crate) fn present<'e>(
    encounter: &'e Encounter,
    faults: &[Fault],
    now: &Zoned,
) -> impl Iterator<Item = &'e Reference> {
    let is_on = matches!(encounter.status.as_deref(), Some("in-progress" | "arrived" | "triaged"))
        && is_readable(faults)
        && is_under_way(encounter.period.as_ref(), now);
    let is_here = move |own: &&EncounterParticipant| is_on && is_under_way(own.period.as_ref(), now);
    encounter.participant.iter().filter(is_here).filter_map(|own| own.individual.as_ref())
}

/// Whether somebody has this role today.
pub(crate) fn is_role_held(Parsed { shape: role, faults }: &Parsed<PractitionerRole>, now: &Zoned) -> bool {
    let is_doubtful = faults.iter().any(|fault| fault.path == "active");
    let is_active = role.active != Some(false) && !is_doubtful;
    is_active && is_readable(faults) && is_under_way(role.period.as_ref(), now)
}

fn is_readable(faults: &[Fault]) -> bool {
    let is_of_period = |fault: &Fault| {
        let path = without_positions(&fault.path);
        path.starts_with("period") || path.starts_with("participant.period")
    };
    !faults.iter().any(is_of_period)
}

pub(crate) fn is_under_way(period: Option<&Period>, now: &Zoned) -> bool {
    let Some(period) = period else { return true };
    let has_begun = |start: When| match start {
        When::Instant(moment) => moment.timestamp() <= now.timestamp(),
        start => start.first_day() <= now.date(),
    };
    let goes_on = |end: When| match end {
        When::Instant(moment) => moment.timestamp() >= now.timestamp(),
        end => end.last_day() >= now.date(),
    };
    let is_so = |text: &Option<String>, is: &dyn Fn(When) -> bool| {
        text.as_deref().is_none_or(|text| When::read(text, now.time_zone()).is_ok_and(is))
    };
    is_so(&period.start, &has_begun) && is_so(&period.end, &goes_on)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use super::*;

    fn is_on(start: Option<&str>, end: Option<&str>) -> bool {
        let now: Zoned = "2026-11-22T09:00:00-05:00[America/New_York]".parse().unwrap();
        let period = Period { start: start.map(str::to_owned), end: end.map(str::to_owned) };
        is_under_way(Some(&period), &now)
    }

    #[test]
    fn a_period_holds_from_its_first_to_its_last_moment() {
        assert!(is_on(None, None));
        assert!(is_on(Some("2026-11-22"), Some("2026-11-22")));
        assert!(is_on(Some("2020"), Some("2026-11")));
        assert!(is_on(None, Some("2026-11-22T09:00:01-05:00")));

        assert!(!is_on(None, Some("2026-11-21")));
        assert!(!is_on(None, Some("2026-11-22T13:59:59Z")));
        assert!(!is_on(Some("2026-11-23"), None));
        assert!(!is_on(Some("2026-11-22T14:00:01Z"), None));
    }

    #[test]
    fn what_cannot_be_read_of_it_is_over() {
        for text in ["", "soon", "2026-13", "22.11.2026"] {
            assert!(!is_on(None, Some(text)) && !is_on(Some(text), None), "{text}");
        }
        let faults = |path: &str| [Fault { path: path.to_owned() }];
        for path in ["period", "period.end", "participant[3].period", "participant[0].period.start"] {
            assert!(!is_readable(&faults(path)), "{path}");
        }
        assert!(is_readable(&faults("participant[0].role")));
    }
}
