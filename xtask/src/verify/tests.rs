use super::Options;
use super::counts::Counts;

#[test]
fn counts_are_read_from_nextest_in_colour() {
    let text = "noise 9 passed\n\u{1b}[32;1m     Summary\u{1b}[0m [   1.5s] \u{1b}[1m19\u{1b}[0m tests run: \
                \u{1b}[1m17\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m1\u{1b}[0m failed, 1 timed out, \u{1b}[1m3\u{1b}[0m skipped\n";

    assert_eq!(Counts::read(text), Counts { passed: 17, failed: 2, skipped: 3 });
}

#[test]
fn counts_of_every_test_binary_are_added() {
    let one =
        "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s\n";

    assert_eq!(Counts::read(&one.repeat(2)), Counts { passed: 8, failed: 0, skipped: 2 });
}

#[test]
fn the_tests_alone_still_get_their_services() {
    let options = Options::parse(&["--only", "tests"]).unwrap();

    assert!(options.wants("services") && options.wants("tests"));
    assert!(!options.wants("clippy"));
}

#[test]
fn fast_starts_no_service() {
    let options = Options::parse(&["--fast"]).unwrap();

    assert!(!options.wants("services"));
    assert!(options.wants("tests") && options.wants("layers"));
}

#[test]
fn words_that_mean_nothing_are_refused() {
    assert!(Options::parse(&["--quick"]).is_err());
    assert!(Options::parse(&["--only", "everything"]).is_err());
    assert!(Options::parse(&["--only"]).is_err());
}
