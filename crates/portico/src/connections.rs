//! How many connections this process may have: what the system lets it open, less what it needs for its files.

use portico_portal::listener::Limits;

/// Databases, their pools, the record system, letters, collectors.
const FOR_FILES: usize = 200;
/// No more, however much the system permits.
const MOST: usize = 8_000;
const LEAST: usize = 50;

/// By the limit on open files that the process was started with.
pub fn limits() -> Limits {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    open_files(&limits).map_or_else(Limits::default, |files| {
        Limits::of_connections(files.saturating_sub(FOR_FILES).clamp(LEAST, MOST))
    })
}

/// The soft limit, from the text of `/proc/self/limits`.
fn open_files(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soft_limit_is_read() {
        let text = "Limit                     Soft Limit           Hard Limit           Units     \n\
                    Max processes             unlimited            unlimited            processes \n\
                    Max open files            1024                 524288               files     \n";
        assert_eq!(open_files(text), Some(1024));
        assert_eq!(open_files("Max open files            unlimited"), None);
        assert_eq!(open_files(""), None);
    }

    #[test]
    fn files_keep_their_share() {
        assert!(limits().connections >= LEAST && limits().connections <= MOST);
    }
}
