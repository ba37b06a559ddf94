//! Whole visits in Chromium, as people make them: at a phone and at a desk, with scripts and without, in both languages, in
//! light and in dark. Every page on the way is looked at as `walk` says. Where there is no browser nothing is proved, unless
//! PORTICO_REQUIRE_SERVICES says that there must be one.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod browser;
