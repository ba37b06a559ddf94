//! Sign-up: for patients with a code that staff made, and for those who are invited to act for somebody. And the page on
//! which staff find an account and make such a code.

mod api;
mod by_code;
mod by_invitation;
mod device;
mod help;
pub mod pages;
pub mod samples;

pub(crate) use device::{device, keep_device};

use portico_account::sign_up::SignUpFault;
use portico_account::{AccountError, PasswordFlaw};

use crate::edge::account_problem;
use crate::problem::Problem;
use crate::site_map::SiteMap;

use pages::SignUpTrouble;

pub(crate) fn routes(map: &mut SiteMap) {
    by_code::routes(map);
    by_invitation::routes(map);
    api::routes(map);
    help::routes(map);
}

/// What somebody is told whose sign-up did not go on, or the problem that it is instead.
fn trouble(error: AccountError, now: portico_model::Timestamp) -> Result<SignUpTrouble, Problem> {
    Ok(match error {
        AccountError::SignUp(fault) => match fault {
            SignUpFault::NoMatch => SignUpTrouble::NoMatch,
            SignUpFault::WrongMailCode => SignUpTrouble::WrongMailCode,
            SignUpFault::Over => SignUpTrouble::Over,
            SignUpFault::HasAccount => SignUpTrouble::HasAccount,
            SignUpFault::TooYoung => SignUpTrouble::TooYoung,
            SignUpFault::GuardiansEmail => SignUpTrouble::GuardiansEmail,
            SignUpFault::GuardiansPhone => SignUpTrouble::GuardiansPhone,
            SignUpFault::GuardiansDevice => SignUpTrouble::GuardiansDevice,
            SignUpFault::NameMissing => SignUpTrouble::NameMissing,
            SignUpFault::AdultsOnly => SignUpTrouble::AdultsOnly,
        },
        AccountError::Sharing(_) => SignUpTrouble::Over,
        AccountError::InvalidEmail => SignUpTrouble::NoEmail,
        AccountError::Password(flaw) => match flaw {
            PasswordFlaw::TooShort => SignUpTrouble::PasswordTooShort,
            PasswordFlaw::TooLong => SignUpTrouble::PasswordTooLong,
            PasswordFlaw::Common => SignUpTrouble::PasswordTooCommon,
            PasswordFlaw::Repetitive => SignUpTrouble::PasswordRepetitive,
            PasswordFlaw::Personal => SignUpTrouble::PasswordPersonal,
        },
        AccountError::Busy => SignUpTrouble::Unavailable,
        AccountError::HeldOff { until } => {
            let seconds = until.duration_since(now).as_secs().max(0);
            SignUpTrouble::Wait { minutes: u32::try_from(seconds / 60 + 1).unwrap_or(u32::MAX) }
        }
        error => return Err(account_problem(error)),
    })
}
