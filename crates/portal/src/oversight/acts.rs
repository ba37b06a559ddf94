//! The log's own names in words.

use portico_oversight::Action;

use crate::words::Words;

/// What was done.
fn act_key(action: Action) -> &'static str {
    match action {
        Action::SystemStart => "oversight-act-system-start",
        Action::SystemStop => "oversight-act-system-stop",
        Action::ResumeAudit => "oversight-act-resume-audit",
        Action::CreateAccount => "oversight-act-create-account",
        Action::ChangeAccount => "oversight-act-change-account",
        Action::SignIn => "oversight-act-sign-in",
        Action::ProveFactor => "oversight-act-prove-factor",
        Action::EnrolFactor => "oversight-act-enrol-factor",
        Action::RemoveFactor => "oversight-act-remove-factor",
        Action::UseRecoveryCode => "oversight-act-use-recovery-code",
        Action::RenewRecoveryCodes => "oversight-act-renew-recovery-codes",
        Action::ChangePassword => "oversight-act-change-password",
        Action::ChangeLanguage => "oversight-act-change-language",
        Action::ReadSecurity => "oversight-act-read-security",
        Action::LockOut => "oversight-act-lock-out",
        Action::ExtendSession => "oversight-act-extend-session",
        Action::SignOut => "oversight-act-sign-out",
        Action::EndSession => "oversight-act-end-session",
        Action::OpenChart => "oversight-act-open-chart",
        Action::ReadDirectives => "oversight-act-read-directives",
        Action::MakeDirective => "oversight-act-make-directive",
        Action::EndDirective => "oversight-act-end-directive",
        Action::WriteBack => "oversight-act-write-back",
        Action::BreakGlass => "oversight-act-break-glass",
        Action::EndBreakGlass => "oversight-act-end-break-glass",
        Action::FindPatients => "oversight-act-find-patients",
        Action::Provision => "oversight-act-provision",
        Action::Read => "oversight-act-read",
        Action::Search => "oversight-act-search",
        Action::Download => "oversight-act-download",
        Action::Export => "oversight-act-export",
        Action::OpenCase => "oversight-act-open-case",
        Action::WorkCase => "oversight-act-work-case",
        Action::StrangerDropped => "oversight-act-stranger-dropped",
        Action::RotateKeys => "oversight-act-rotate-keys",
        Action::QueryAudit => "oversight-act-query-audit",
        Action::ExportAudit => "oversight-act-export-audit",
        Action::VerifyAudit => "oversight-act-verify-audit",
        Action::InviteProxy => "oversight-act-invite-proxy",
        Action::AnswerInvitation => "oversight-act-answer-invitation",
        Action::RequestAccess => "oversight-act-request-access",
        Action::ReviewAccess => "oversight-act-review-access",
        Action::EndAccess => "oversight-act-end-access",
        Action::MakeActivationCode => "oversight-act-make-activation-code",
        Action::FindAccount => "oversight-act-find-account",
        Action::MatchIdentity => "oversight-act-match-identity",
        Action::SignUp => "oversight-act-sign-up",
        Action::AnnounceAgeChange => "oversight-act-announce-age-change",
    }
}

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
const PARTS: [(&str, &str); 21] = [
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
    ("care_plans", "place-care-plans"),
    ("care_team", "place-care-team"),
    ("other", "place-other"),
    ("consents", "place-choices"),
    ("directives", "place-choices"),
    ("ledger", "place-privacy"),
    ("sharing", "place-sharing"),
];

/// What a rule for alerts is about: its title, and what it means.
const RULES: [(&str, &str, &str); 14] = [
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
    ("locked-out", "oversight-rule-locked-out", "oversight-about-locked-out"),
    ("code-by-hand", "oversight-rule-code-by-hand", "oversight-about-code-by-hand"),
    ("break-glass", "oversight-rule-break-glass", "oversight-about-break-glass"),
    ("break-glass-again", "oversight-rule-break-glass-again", "oversight-about-break-glass-again"),
    ("break-glass-refused", "oversight-rule-break-glass-refused", "oversight-about-break-glass-refused"),
    ("many-downloads", "oversight-rule-many-downloads", "oversight-about-many-downloads"),
    ("log-export", "oversight-rule-log-export", "oversight-about-log-export"),
];

fn key(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(own, _)| *own == name).map(|(_, key)| *key)
}

pub(super) fn act(w: &Words, name: &str) -> String {
    match Action::ALL.iter().find(|action| action.as_str() == name) {
        Some(action) => w.t(act_key(*action)).to_owned(),
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
pub(crate) fn rule<'a>(w: &Words, name: &'a str) -> &'a str {
    RULES.iter().find(|(own, ..)| *own == name).map_or(name, |(_, title, _)| w.t(title))
}

pub(super) fn about_rule(w: &Words, name: &str) -> Option<&'static str> {
    RULES.iter().find(|(own, ..)| *own == name).map(|(.., about)| w.t(about))
}
