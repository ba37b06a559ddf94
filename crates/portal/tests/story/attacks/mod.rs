//! What an attacker did, request by request, and what must come of it.

mod connections;
mod log_growth;
mod sessions;
mod small;
