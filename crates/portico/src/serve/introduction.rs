//! What `portico serve --check` says of the record system. That it cannot be reached is no fault of the configuration.

use std::time::Duration;

use portico_chart::{Endpoint, Introduction};

/// All questions together may take so long.
const ANSWER_WITHIN: Duration = Duration::from_secs(15);

/// What it says of itself and what will be missing, or why it could not be asked.
pub(super) async fn of(endpoint: Endpoint) -> String {
    let endpoint = Endpoint { retries: 0, timeout: endpoint.timeout.min(ANSWER_WITHIN / 2), ..endpoint };
    match tokio::time::timeout(ANSWER_WITHIN, Introduction::of(endpoint)).await {
        Ok(Ok(introduction)) => introduction.to_string(),
        Ok(Err(error)) => format!("record system: what it can do was not found out: {error}\n"),
        Err(_) => "record system: what it can do was not found out: it does not answer in time\n".to_owned(),
    }
}
