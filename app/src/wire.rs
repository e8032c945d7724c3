//! The domain's wire format as the framework's codecs: server functions and the
//! data that comes with a page are written the same way as everything else.

use bytes::Bytes;
use codee::{Decoder, Encoder};
use domain::wire::{Unreadable, decode, encode};
use leptos::server_fn::codec::Post;
use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Arguments and answers of server functions in the wire format.
pub type Posted = Post<Wire>;

/// See [`domain::wire`].
#[derive(Debug)]
pub struct Wire;

impl ContentType for Wire {
    const CONTENT_TYPE: &'static str = "application/x-plumbline";
}

impl FormatType for Wire {
    const FORMAT_TYPE: Format = Format::Binary;
}

impl<T: Serialize> Encodes<T> for Wire {
    type Error = Unreadable;

    fn encode(value: &T) -> Result<Bytes, Unreadable> {
        Ok(encode(value).into())
    }
}

impl<T: DeserializeOwned> Decodes<T> for Wire {
    type Error = Unreadable;

    fn decode(bytes: Bytes) -> Result<T, Unreadable> {
        decode(&bytes)
    }
}

impl<T: Serialize> Encoder<T> for Wire {
    type Error = Unreadable;
    type Encoded = Vec<u8>;

    fn encode(value: &T) -> Result<Vec<u8>, Unreadable> {
        Ok(encode(value))
    }
}

impl<T: DeserializeOwned> Decoder<T> for Wire {
    type Error = Unreadable;
    type Encoded = [u8];

    fn decode(bytes: &[u8]) -> Result<T, Unreadable> {
        decode(bytes)
    }
}
