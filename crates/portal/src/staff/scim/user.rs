//! A person as SCIM writes them (RFC 7643 § 4.1): what the portal keeps, and nothing else.

use portico_account::staff::{Provisioned, ProvisionedPerson};
use serde_json::{Value, json};

pub(super) fn to_json(of: &Provisioned) -> Value {
    let person = &of.person;
    let mut user = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": of.id.to_string(),
        "userName": person.user_name,
        "displayName": person.name,
        "name": {"formatted": person.name},
        "emails": [{"value": person.email, "type": "work", "primary": true}],
        "active": person.is_active,
        "meta": {
            "resourceType": "User",
            "created": of.created_at.to_string(),
            "lastModified": of.changed_at.to_string(),
            "location": format!("/scim/v2/Users/{}", of.id),
        },
    });
    if let Some(id) = &person.external_id {
        user["externalId"] = id.as_str().into();
    }
    user
}

/// `None` where there is no user name, or no address.
pub(super) fn from_json(user: &Value) -> Option<ProvisionedPerson> {
    let text =
        |value: &Value| value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let user_name = text(&user["userName"])?;
    let parts = [text(&user["name"]["givenName"]), text(&user["name"]["familyName"])];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let joined = (!parts.is_empty()).then(|| parts.join(" "));
    let name = text(&user["displayName"]).or_else(|| text(&user["name"]["formatted"])).or(joined);
    let email = email(user).or_else(|| user_name.contains('@').then(|| user_name.clone()))?;
    Some(ProvisionedPerson {
        name: name.unwrap_or_else(|| user_name.clone()),
        email,
        external_id: text(&user["externalId"]),
        is_active: is_true(&user["active"]).unwrap_or(true),
        groups: groups(user),
        user_name,
    })
}

/// The primary address, or the first one.
fn email(user: &Value) -> Option<String> {
    let emails = user["emails"].as_array()?;
    let primary = emails.iter().find(|email| is_true(&email["primary"]) == Some(true));
    primary.or(emails.first())?["value"].as_str().map(str::to_owned)
}

fn groups(user: &Value) -> Vec<String> {
    let of = |name: &str| user[name].as_array().cloned().unwrap_or_default();
    let all = of("roles").into_iter().chain(of("groups"));
    all.filter_map(|group| group["value"].as_str().map(str::to_owned)).collect()
}

/// Some directories write truth as text.
fn is_true(value: &Value) -> Option<bool> {
    let of_text = || match value.as_str()?.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    value.as_bool().or_else(of_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_directories_write_is_read() {
        let okta = json!({"userName": "m@x.example", "name": {"givenName": "Maja", "familyName": "L"}, "active": true,
            "emails": [{"value": "o@x.example"}, {"value": "p@x.example", "primary": true}]});
        let entra =
            json!({"userName": "m@x.example", "displayName": "Maja", "active": "False", "externalId": "7"});

        let okta = from_json(&okta).unwrap();
        assert_eq!(
            (okta.name.as_str(), okta.email.as_str(), okta.is_active),
            ("Maja L", "p@x.example", true)
        );
        let entra = from_json(&entra).unwrap();
        assert_eq!((entra.email.as_str(), entra.is_active), ("m@x.example", false));
        assert_eq!(entra.external_id.as_deref(), Some("7"));
        assert!(from_json(&json!({"userName": " "})).is_none());
        assert!(from_json(&json!({"userName": "maja"})).is_none());
    }
}
