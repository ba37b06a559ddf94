//! A line of the ledger in words.

use portico_chart::ledger::LedgerLine;
use portico_model::{Role, When};

use crate::look::{Chip, Icon, Tone, category_key, relationship_key, role_key};
use crate::staff::reason_key;
use crate::words::Words;

/// Who: the name and what they are.
pub(super) fn who(w: &Words, line: &LedgerLine) -> String {
    let name = match &line.who.name {
        _ if line.who.is_reader => w.t("ledger-you").to_owned(),
        Some(name) => name.clone(),
        None if line.who.role == Role::System => return w.t("ledger-not-signed-in").to_owned(),
        None => w.t("ledger-somebody").to_owned(),
    };
    let as_what = match line.who.relationship {
        _ if line.who.is_reader => None,
        Some(relationship) => Some(w.t(relationship_key(relationship))),
        None if line.who.role == Role::Patient => None,
        None => Some(w.t(role_key(line.who.role))),
    };
    [Some(name.as_str()), as_what].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// When: the day and the time.
pub(super) fn when(w: &Words, line: &LedgerLine) -> String {
    w.date_time(When::from(line.at))
}

/// What: the act, and the kinds of record.
pub(super) fn what(w: &Words, line: &LedgerLine) -> String {
    let act = w.t(match (line.outcome, line.action) {
        ("refused" | "failed", _) => "ledger-tried",
        (_, "download" | "export") => "ledger-downloaded",
        (_, "search") => "ledger-searched",
        (_, "break_glass") => "ledger-broke-glass",
        (_, "find_patients") => "ledger-looked-up",
        (_, "match_identity") => "ledger-compared",
        (_, "review_access") => "ledger-reviewed",
        (_, "make_activation_code") => "ledger-made-code",
        (_, "create_account") => "ledger-made-account",
        _ => "ledger-opened",
    });
    let kinds: Vec<&str> = line.categories.iter().map(|kind| w.t(category_key(*kind))).collect();
    if kinds.is_empty() { act.to_owned() } else { format!("{act}: {}", w.list(&kinds)) }
}

/// Why, by the reasons of the rules that decided.
pub(super) fn why(w: &Words, line: &LedgerLine) -> Option<String> {
    let is_refused = line.outcome == "refused";
    let told = line.reasons.iter().filter(|reason| is_refused || grants(reason)).map(|reason| w.t(reason));
    let declared = line.declared.map(|reason| w.say("ledger-declared", "reason", w.t(reason_key(reason))));
    let told: Vec<String> = told.map(str::to_owned).chain(declared).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Reasons that let somebody in. What was held back beside it is told by its number.
fn grants(reason: &str) -> bool {
    matches!(
        reason,
        "policy-self" | "policy-proxy" | "policy-care" | "policy-break-glass" | "policy-appointments"
    )
}

/// What a reader must not overlook.
pub(super) fn chips(w: &Words, line: &LedgerLine) -> Vec<Chip<'static>> {
    let emergency =
        line.is_emergency.then(|| Chip::new(Tone::Critical, w.t("ledger-emergency")).with(Icon::Warning));
    let refused = (line.outcome == "refused").then(|| Chip::new(Tone::Wait, w.t("ledger-refused")));
    let preview = line.is_preview.then(|| Chip::new(Tone::Plain, w.t("ledger-preview")));
    [emergency, refused, preview].into_iter().flatten().collect()
}
