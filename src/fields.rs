//! What was read of a citation, by name.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, collections::BTreeMap};

/// What was read of a citation, by name; a name may have several values.
///
/// ```
/// let found = verwijs::Verwijs::new().extract("artikel 3, eerste lid, van de Awb");
/// assert_eq!(found[0].fields.get("lid"), Some("1"));
/// assert_eq!(found[0].fields.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["artikel", "lid"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(
    /// By name, the values of one in their order. One list: most citations have one or two.
    Vec<(Cow<'static, str>, String)>,
);

impl Fields {
    /// Whether nothing was read.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// The values of a name, in their order.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let from = self.0.partition_point(|(other, _)| other.as_ref() < name);
        self.0[from..].iter().take_while(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The names in their order, each with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, impl ExactSizeIterator<Item = &str>)> {
        self.0.chunk_by(|(a, _), (b, _)| a == b).map(|same| (same[0].0.as_ref(), same.iter().map(|(_, value)| value.as_str())))
    }

    /// Adds a value, behind those that the name has.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        let name = name.into();
        let at = self.0.partition_point(|(other, _)| *other <= name);
        self.0.insert(at, (name, value.into()));
    }
}

impl FromIterator<(Cow<'static, str>, String)> for Fields {
    fn from_iter<T: IntoIterator<Item = (Cow<'static, str>, String)>>(fields: T) -> Self {
        let mut fields: Vec<_> = fields.into_iter().collect();
        fields.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self(fields)
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, values)| (name, values.collect::<Vec<_>>())))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = BTreeMap::<String, Vec<String>>::deserialize(deserializer)?;
        Ok(fields.into_iter().flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone().into(), value))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_under_their_names() {
        let pairs = [("lid", "1"), ("artikel", "3"), ("lid", "2")];
        let mut fields: Fields = pairs.map(|(name, value)| (name.into(), value.to_owned())).into_iter().collect();
        fields.insert("artikel", "4");
        fields.insert("o", "a");
        assert_eq!(fields.values("lid").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((fields.get("artikel"), fields.get("hoofdstuk")), (Some("3"), None));
        let json = serde_json::to_string(&fields).unwrap();
        assert_eq!(json, r#"{"artikel":["3","4"],"lid":["1","2"],"o":["a"]}"#);
        assert_eq!(serde_json::from_str::<Fields>(&json).unwrap(), fields);
    }
}
