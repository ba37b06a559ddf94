//! Sample pages before the record.

use super::pages::{EnrolPage, FactorPage, RecoveryCodesPage, RecoveryPage, SignInFault, SignInPage};

/// A small square in place of a QR code.
const QR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h29v29H0z"/><path fill="#000" d="M4 4h7v7H4zM18 4h7v7h-7zM4 18h7v7H4zM13 5h2v3h-2zM12 10h4v2h-4zM14 14h3v3h-3zM18 13h2v4h-2zM22 15h3v2h-3zM13 19h3v2h-3zM18 20h4v2h-4zM20 23h5v2h-5zM13 23h2v2h-2z"/></svg>"##;

pub fn sign_in() -> Vec<(&'static str, SignInPage)> {
    let page = |error| SignInPage { email: "ana.reyes@example.org".into(), error, ..SignInPage::default() };
    vec![
        ("first", SignInPage::default()),
        ("mismatch", page(Some(SignInFault::Mismatch))),
        ("wait", page(Some(SignInFault::Wait { minutes: 15 }))),
        ("unavailable", page(Some(SignInFault::Unavailable))),
        ("ended", SignInPage { has_ended: true, ..page(None) }),
        ("unsent", SignInPage { is_unsent: true, ..page(None) }),
    ]
}

pub fn factor() -> Vec<(&'static str, FactorPage)> {
    vec![
        ("first", FactorPage::default()),
        ("wrong", FactorPage { error: Some(SignInFault::WrongCode), ..FactorPage::default() }),
        ("used", FactorPage { error: Some(SignInFault::UsedCode), ..FactorPage::default() }),
        ("clock", FactorPage { error: Some(SignInFault::ClockOff), ..FactorPage::default() }),
    ]
}

pub fn recovery() -> Vec<(&'static str, RecoveryPage)> {
    vec![
        ("first", RecoveryPage::default()),
        ("wrong", RecoveryPage { error: Some(SignInFault::WrongRecoveryCode), ..RecoveryPage::default() }),
    ]
}

pub fn enrol() -> Vec<(&'static str, EnrolPage)> {
    let page = |error| {
        EnrolPage {
        qr_svg: QR.to_owned(),
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".into(),
        uri: "otpauth://totp/Riverside%20Health:ana.reyes%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".into(),
        error,
        ..EnrolPage::default()
    }
    };
    vec![
        ("first", page(None)),
        ("wrong", page(Some(SignInFault::WrongCode))),
        ("clock", page(Some(SignInFault::ClockOff))),
    ]
}

pub fn codes() -> Vec<(&'static str, RecoveryCodesPage)> {
    let codes = (0..10).map(|n| format!("k7m{n}-q2x9-{n}rtv")).collect();
    vec![("ten", RecoveryCodesPage { codes, next: "/patients/me".into() })]
}
