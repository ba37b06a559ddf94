//! Pushes to the portal: somebody left, came back, or signed out.

use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use super::directory::scim_user;
use super::{Idp, SCIM_TOKEN};

/// The portal did not take it.
#[derive(Debug, thiserror::Error)]
pub enum NotPushed {
    #[error("nobody said where the portal is")]
    NoPortal,
    #[error("there is no such person")]
    NoPerson,
    #[error("the portal does not answer")]
    Unreachable(#[from] reqwest::Error),
    #[error("the portal answered {0}")]
    Refused(u16),
}

impl Idp {
    /// Tells the portal by SCIM whether somebody works here.
    ///
    /// # Errors
    /// The portal cannot be reached, or refuses.
    pub async fn push_active(&self, subject: &str, is_active: bool) -> Result<(), NotPushed> {
        self.change_person(subject, |person| person.is_active = is_active);
        let id = self.id_at_portal(subject).await?;
        let change = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", "path": "active", "value": is_active}],
        });
        self.scim(Method::PATCH, &format!("/Users/{id}"), Some(&change)).await.map(drop)
    }

    /// Ends somebody's session here, and says so to the portal by back-channel logout.
    ///
    /// # Errors
    /// The portal cannot be reached, or refuses.
    pub async fn push_logout(&self, subject: &str) -> Result<(), NotPushed> {
        let token = self.logout_token(subject, true);
        self.state().sessions.remove(subject);
        let portal = self.portal().ok_or(NotPushed::NoPortal)?;
        let url = format!("{}/staff/back-channel-logout", portal.trim_end_matches('/'));
        send(client()?.post(url).form(&[("logout_token", token)])).await.map(drop)
    }

    /// The person's id at the portal, who is made known there if need be.
    async fn id_at_portal(&self, subject: &str) -> Result<String, NotPushed> {
        if let Some(id) = self.state().pushed.get(subject) {
            return Ok(id.clone());
        }
        let person = self.person(subject).ok_or(NotPushed::NoPerson)?;
        let filter = format!("userName eq \"{}\"", person.email);
        let query: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
        let found = self.scim(Method::GET, &format!("/Users?filter={query}"), None).await?;
        let found = match found["Resources"][0]["id"].as_str() {
            Some(id) => id.to_owned(),
            None => {
                let made = self.scim(Method::POST, "/Users", Some(&scim_user(&person))).await?;
                made["id"].as_str().unwrap_or_default().to_owned()
            }
        };
        self.state().pushed.insert(subject.to_owned(), found.clone());
        Ok(found)
    }

    async fn scim(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, NotPushed> {
        let portal = self.portal().ok_or(NotPushed::NoPortal)?;
        let url = format!("{}/scim/v2{path}", portal.trim_end_matches('/'));
        let mut request = client()?.request(method, url).bearer_auth(SCIM_TOKEN);
        if let Some(body) = body {
            request = request.header("content-type", "application/scim+json").body(body.to_string());
        }
        let answer = send(request).await?;
        Ok(serde_json::from_slice(&answer).unwrap_or_default())
    }
}

fn client() -> Result<Client, reqwest::Error> {
    Client::builder().timeout(Duration::from_secs(5)).build()
}

async fn send(request: RequestBuilder) -> Result<Vec<u8>, NotPushed> {
    let response = request.send().await?;
    let status = response.status();
    if !status.is_success() {
        return Err(NotPushed::Refused(status.as_u16()));
    }
    Ok(response.bytes().await?.to_vec())
}
