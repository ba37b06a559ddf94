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

/// `None` where there is no user name or no address, or where it cannot be read whether the person is active. `is_active`
/// holds where nothing is said of it.
pub(super) fn from_json(user: &Value, is_active: bool) -> Option<ProvisionedPerson> {
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
        is_active: match user.get("active") {
            Some(said) => is_true(said)?,
            None => is_active,
        },
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

/// `None` where the directory speaks of neither roles nor groups. What is there and cannot be read is no group.
fn groups(user: &Value) -> Option<Vec<String>> {
    let said: Vec<&Value> = ["roles", "groups"].into_iter().filter_map(|name| user.get(name)).collect();
    let each =
        said.iter().flat_map(|said| said.as_array().map_or(std::slice::from_ref(*said), Vec::as_slice));
    let names = each.filter_map(|group| group.get("value").unwrap_or(group).as_str().map(str::to_owned));
    (!said.is_empty()).then(|| names.collect())
}

/// Some directories write truth as text.
fn is_true(value: &Value) -> Option<bool> {
    let of_text = || match value.as_str()?.trim().to_ascii_lowercase().as_str() {
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

        let okta = from_json(&okta, true).unwrap();
        assert_eq!(
            (okta.name.as_str(), okta.email.as_str(), okta.is_active),
            ("Maja L", "p@x.example", true)
        );
        let entra = from_json(&entra, true).unwrap();
        assert_eq!((entra.email.as_str(), entra.is_active), ("m@x.example", false));
        assert_eq!(entra.external_id.as_deref(), Some("7"));
        assert!(from_json(&json!({"userName": " "}), true).is_none());
        assert!(from_json(&json!({"userName": "maja"}), true).is_none());
    }

    #[test]
    fn whether_somebody_is_active_is_read_or_not_taken() {
        let person = |active: Value| json!({"userName": "m@x.example", "active": active});
        let said = |active| from_json(&person(active), true).map(|person| person.is_active);

        assert_eq!((said(json!(" False ")), said(json!("TRUE"))), (Some(false), Some(true)));
        for unreadable in [json!("no"), json!(0), json!(null), json!([false]), json!({})] {
            assert_eq!(said(unreadable.clone()), None, "{unreadable}");
        }
        let silent = from_json(&json!({"userName": "m@x.example"}), false).unwrap();
        assert!(!silent.is_active, "nothing was said of it");
    }

    #[test]
    fn no_groups_are_another_word_than_none_spoken_of() {
        let groups = |more: Value| {
            let mut user = json!({"userName": "m@x.example"});
            user.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            from_json(&user, true).unwrap().groups
        };

        assert_eq!(groups(json!({})), None);
        for nothing in [json!({"groups": []}), json!({"roles": null}), json!({"roles": 7})] {
            assert_eq!(groups(nothing.clone()), Some(Vec::new()), "{nothing}");
        }
        let named = Some(vec!["nurses".to_owned()]);
        for one in
            [json!([{"value": "nurses"}]), json!({"value": "nurses"}), json!(["nurses"]), json!("nurses")]
        {
            assert_eq!(groups(json!({"roles": one.clone()})), named, "{one}");
        }
    }
}
