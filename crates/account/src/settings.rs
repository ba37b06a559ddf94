use std::time::Duration;

use jiff::SignedDuration;

/// How sign-in and sessions behave.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The portal's name in authenticator apps, without colons. Default: `Portico`.
    pub issuer: String,
    /// What stands on the house's door: its name, its web address. No password may be made of it. Default: nothing.
    pub house_words: Vec<String>,
    /// A session ends when it was not used for so long. Default: 15 minutes.
    pub idle: SignedDuration,
    /// A session ends after so long, however much it is used. Default: 12 hours.
    pub absolute: SignedDuration,
    /// For so long after a factor was proved a person may change factors. Default: 10 minutes.
    pub fresh: SignedDuration,
    /// Failures of one account from one network, or in one known browser, that cost no waiting. Default: 5.
    pub free_failures: u32,
    /// Failures of one account from everywhere that cost no waiting, but in known browsers. Default: 50.
    pub free_failures_of_account: u32,
    /// Failures from one network that cost no waiting, but in known browsers; many people may share one. Default: 40.
    pub free_failures_of_address: u32,
    /// The wait after the first failure that costs one; each further one doubles it. Default: 30 seconds.
    pub first_wait: SignedDuration,
    /// No wait is longer. Default: 15 minutes.
    pub longest_wait: SignedDuration,
    /// Failures are forgotten when there was none for so long. Default: 24 hours.
    pub failures_forgotten_after: SignedDuration,
    /// Requests a minute from one network to what anybody may ask for. Default: 600.
    pub public_requests_per_minute: u32,
    /// Sessions that an account may have at a time: the oldest one makes room. Those that wait for a second factor are counted
    /// by themselves. Default: 10.
    pub most_sessions: u64,
    /// Bytes that the papers of all requests may take together. Default: 2 GiB.
    pub most_paper_bytes: u64,
    pub hashing: Hashing,
}

/// How hard a password is to guess from its hash (Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy)]
pub struct Hashing {
    /// Default: 19,456 KiB.
    pub memory_kib: u32,
    /// Default: 2.
    pub passes: u32,
    /// Passwords that are hashed at the same time. Default: 2.
    pub at_once: usize,
    /// Whoever waits longer for their turn is told to come back. Default: 10 s.
    pub longest_wait: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            issuer: "Portico".to_owned(),
            house_words: Vec::new(),
            idle: SignedDuration::from_mins(15),
            absolute: SignedDuration::from_hours(12),
            fresh: SignedDuration::from_mins(10),
            free_failures: 5,
            free_failures_of_account: 50,
            free_failures_of_address: 40,
            first_wait: SignedDuration::from_secs(30),
            longest_wait: SignedDuration::from_mins(15),
            failures_forgotten_after: SignedDuration::from_hours(24),
            public_requests_per_minute: 600,
            most_sessions: 10,
            most_paper_bytes: 2 * 1024 * 1024 * 1024,
            hashing: Hashing::default(),
        }
    }
}

impl Default for Hashing {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, at_once: 2, longest_wait: Duration::from_secs(10) }
    }
}
