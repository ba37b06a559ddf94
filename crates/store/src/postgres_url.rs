//! How safely a PostgreSQL address lets what is sent travel, by the rules by which the driver itself reads it.

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::DatabaseUrl;

impl DatabaseUrl {
    /// Whether nobody between the two can read or pretend: TLS with the server's certificate and name checked, or no network
    /// in between. What cannot be read is not safe.
    pub fn is_safe(&self) -> bool {
        let Self::Postgres(url) = self else { return true };
        let Ok(options) = url.parse::<PgConnectOptions>() else { return false };
        let host = options.get_host();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
        let is_here = options.get_socket().is_some()
            || host.starts_with('/')
            || host == "localhost"
            || address.is_ok_and(|address| address.is_loopback());
        is_here || matches!(options.get_ssl_mode(), PgSslMode::VerifyFull)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_safe(url: &str) -> bool {
        url.parse::<DatabaseUrl>().expect("anything is a place").is_safe()
    }

    #[test]
    fn records_travel_over_tls_to_a_server_that_is_known_or_stay_on_the_machine() {
        for safe in [
            "postgres://u:p@db.example.org/x?sslmode=verify-full",
            "postgres://u:p@db.example.org/x?sslmode=disable&sslmode=verify-full",
            "postgres://u:p@127.0.0.1/x",
            "postgresql://u@localhost:5433/x",
            "postgres://u@[::1]/x",
            "postgres://u@%2Fvar%2Frun%2Fpostgresql/x",
            "postgres:///x?host=/var/run/postgresql",
            "data/portal.db",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_ in [
            "postgres://u:p@db.example.org/x",
            "postgres://u:p@db.example.org/x?sslmode=disable",
            "postgres://u:p@db.example.org/x?sslmode=prefer",
            "postgres://u:p@db.example.org/x?sslmode=require",
            "postgres://u:p@db.example.org/x?sslmode=verify-ca",
            "postgres://u:p@db.example.org/x?sslmode=verify-full&sslmode=disable",
            "postgres://u:p@localhost/x?host=db.example.org",
            "postgres://u:p@127.0.0.1/x?hostaddr=203.0.113.9",
            "postgres://u:p@127.0.0.1.example.org/x",
            "postgres://u:p@localhost.example.org/x",
            "postgres://u:p@10.0.0.7/x",
        ] {
            assert!(!is_safe(unsafe_), "{unsafe_}");
        }
    }
}
