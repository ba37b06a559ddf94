//! What to ask the addresses of sharing and sign-up for. What is asked for is there for nobody, unless something else is
//! said: who it is there for is told in the stories.

use portico_portal::site_map::Route;
use serde_json::json;

use super::samples::Sample;

/// The path with a grant, a paper and an invitation that are nobody's.
pub fn filled(path: &str) -> String {
    path.replace("{grant}", "0192f7e2-0000-7000-8000-000000000000")
        .replace("{document}", "0192f7e2-0000-7000-8000-000000000001")
        .replace("{token}", &"A".repeat(43))
}

pub fn sample(sample: Sample, route: &Route) -> Option<Sample> {
    let not_there = if route.is_api { "404 not-found" } else { "404" };
    Some(match (route.method.as_str(), route.path.as_str()) {
        ("POST", "/patients/{patient}/sharing/invite") => {
            let fields = [("email", "a@example.org"), ("relationship", "CAREGIVER"), ("how_much", "daily")];
            sample.form(&fields).answered("303 /patients/ana-reyes/sharing")
        }
        ("POST", "/api/v1/sharing") => {
            sample.json(json!({"email": "b@example.org", "relationship": "CAREGIVER", "scope": ["visits"]}))
        }
        ("POST", "/api/v1/patients/{patient}/sharing") => {
            sample.json(json!({"email": "c@example.org", "relationship": "CAREGIVER", "scope": ["visits"]}))
        }
        ("POST", "/api/v1/account/access") => sample.json(json!({
            "name": "Teo Reyes", "born": "2020-01-01", "relationship": "PARENT", "is_adult": true})),
        ("POST", "/account/access/ask" | "/account/access/{grant}/document") => {
            sample.form(&[]).answered("415")
        }
        ("POST", "/api/v1/account/access/ask" | "/api/v1/account/access/{grant}/document") => {
            sample.json(json!({})).answered("415 unsupported-media-type")
        }
        ("GET", "/sign-up") => sample,
        ("POST", "/sign-up") => sample.form(&[("code", "AAAA")]).answered("422"),
        ("POST", "/api/v1/sign-up") => sample.json(json!({"code": "AAAA"})).answered("401 wrong-credentials"),
        ("GET", "/sign-up/code") => sample.answered("303 /sign-up"),
        ("POST", "/sign-up/code") => {
            sample.form(&[]).answered("303 /sign-in").for_half("422").for_strangers("422")
        }
        ("POST", "/api/v1/sign-up/finish") => {
            let body = json!({"token": "x", "code": "1", "password": "x"});
            sample.json(body).answered("401 wrong-credentials")
        }
        ("GET", "/invitations/{token}" | "/invitations/{token}/sign-up") => sample.answered("422"),
        ("POST", "/api/v1/invitations/{token}/sign-up") => {
            let body = json!({"name": "Rosa", "password": "x", "is_adult": true});
            sample.json(body).answered("404 not-found")
        }
        ("POST", "/api/v1/invitations/{token}/accept") => {
            sample.json(json!({"is_adult": true})).answered("404 not-found")
        }
        ("POST", path) if path.starts_with("/invitations/") => sample.form(&[]).answered("422"),
        ("POST", "/staff/accounts/find") => sample.form(&[("email", "nobody@example.org")]).answered("422"),
        ("POST", "/staff/accounts/code") => sample.form(&[("patient", "?")]).answered("422"),
        ("POST", "/api/v1/staff/accounts/find") => {
            sample.json(json!({"email": "x@example.org"})).answered("422")
        }
        ("POST", "/api/v1/staff/accounts/code") => sample.json(json!({"patient": "?"})).answered("422"),
        ("POST", "/staff/access/{grant}/approve") => {
            sample.form(&[("patient", "p"), ("proof", "document")]).answered(not_there)
        }
        ("POST", path) if path.contains("{grant}") => sample.form(&[]).answered(not_there),
        (_, path) if path.contains("{grant}") || path.contains("{token}") => sample.answered(not_there),
        _ => return None,
    })
}
