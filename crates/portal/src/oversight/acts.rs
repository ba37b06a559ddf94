//! The log's own names in words.

use crate::words::Words;

/// What was done.
const ACTS: [(&str, &str); 23] = [
    ("system_start", "oversight-act-system-start"),
    ("system_stop", "oversight-act-system-stop"),
    ("create_account", "oversight-act-create-account"),
    ("sign_in", "oversight-act-sign-in"),
    ("prove_factor", "oversight-act-prove-factor"),
    ("enrol_factor", "oversight-act-enrol-factor"),
    ("remove_factor", "oversight-act-remove-factor"),
    ("use_recovery_code", "oversight-act-use-recovery-code"),
    ("renew_recovery_codes", "oversight-act-renew-recovery-codes"),
    ("change_password", "oversight-act-change-password"),
    ("lock_out", "oversight-act-lock-out"),
    ("sign_out", "oversight-act-sign-out"),
    ("end_session", "oversight-act-end-session"),
    ("open_chart", "oversight-act-open-chart"),
    ("break_glass", "oversight-act-break-glass"),
    ("read", "oversight-act-read"),
    ("search", "oversight-act-search"),
    ("download", "oversight-act-download"),
    ("export", "oversight-act-export"),
    ("stranger_dropped", "oversight-act-stranger-dropped"),
    ("query_audit", "oversight-act-query-audit"),
    ("export_audit", "oversight-act-export-audit"),
    ("verify_audit", "oversight-act-verify-audit"),
];

/// Why it was let through or refused.
const REASONS: [(&str, &str); 18] = [
    ("policy-self", "oversight-why-self"),
    ("policy-own-account", "oversight-why-own-account"),
    ("policy-second-factor", "oversight-why-second-factor"),
    ("policy-no-standing", "oversight-why-no-standing"),
    ("policy-role", "oversight-why-role"),
    ("policy-age", "oversight-why-age"),
    ("policy-directive", "oversight-why-directive"),
    ("policy-part-2", "oversight-why-part-2"),
    ("policy-sensitive", "oversight-why-sensitive"),
    ("policy-assurance", "oversight-why-assurance"),
    ("policy-step-up", "oversight-why-step-up"),
    ("policy-proxy", "oversight-why-proxy"),
    ("policy-care", "oversight-why-care"),
    ("policy-break-glass", "oversight-why-break-glass"),
    ("policy-appointments", "oversight-why-appointments"),
    ("policy-office", "oversight-why-office"),
    ("policy-unknown", "oversight-why-unknown"),
    ("policy-error", "oversight-why-error"),
];

/// The pages of a record, by the first word of what the log calls them.
const PARTS: [(&str, &str); 14] = [
    ("summary", "place-summary"),
    ("labs", "place-results"),
    ("medications", "place-medicines"),
    ("visits", "place-visits"),
    ("vitals", "place-vitals"),
    ("conditions", "place-conditions"),
    ("allergies", "place-allergies"),
    ("immunizations", "place-immunizations"),
    ("notes", "place-notes"),
    ("reports", "place-reports"),
    ("documents", "place-documents"),
    ("timeline", "place-timeline"),
    ("search", "place-search"),
    ("profile", "place-profile"),
];

/// What a rule for alerts is about: its title, and what it means.
const RULES: [(&str, &str, &str); 10] = [
    ("bulk-reading", "oversight-rule-bulk-reading", "oversight-about-bulk-reading"),
    ("same-surname", "oversight-rule-same-surname", "oversight-about-same-surname"),
    ("same-address", "oversight-rule-same-address", "oversight-about-same-address"),
    ("colleague", "oversight-rule-colleague", "oversight-about-colleague"),
    ("odd-hours", "oversight-rule-odd-hours", "oversight-about-odd-hours"),
    ("failed-sign-ins", "oversight-rule-failed-sign-ins", "oversight-about-failed-sign-ins"),
    (
        "failed-sign-ins-from-one-place",
        "oversight-rule-failed-sign-ins-place",
        "oversight-about-failed-sign-ins-place",
    ),
    ("break-glass", "oversight-rule-break-glass", "oversight-about-break-glass"),
    ("many-downloads", "oversight-rule-many-downloads", "oversight-about-many-downloads"),
    ("log-export", "oversight-rule-log-export", "oversight-about-log-export"),
];

fn key(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(own, _)| *own == name).map(|(_, key)| *key)
}

pub(super) fn act(w: &Words, name: &str) -> String {
    match key(&ACTS, name) {
        Some(key) => w.t(key).to_owned(),
        None => w.say("oversight-act-other", "act", &name.replace('_', " ")),
    }
}

pub(super) fn reason(w: &Words, name: &str) -> Option<&'static str> {
    key(&REASONS, name).map(|key| w.t(key))
}

pub(super) fn part(w: &Words, name: &str) -> Option<&'static str> {
    key(&PARTS, name.split('/').next().unwrap_or(name)).map(|key| w.t(key))
}

/// The title of a rule, else its own name: an installation may have rules of its own.
pub(super) fn rule<'a>(w: &Words, name: &'a str) -> &'a str {
    RULES.iter().find(|(own, ..)| *own == name).map_or(name, |(_, title, _)| w.t(title))
}

pub(super) fn about_rule(w: &Words, name: &str) -> Option<&'static str> {
    RULES.iter().find(|(own, ..)| *own == name).map(|(.., about)| w.t(about))
}
