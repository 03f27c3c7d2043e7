//! Keeps PDFs that loop or explode from doing so.

use pdf_extract::{Document as Pdf, Object, ObjectId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{self, Read};

/// So much may all compressed streams of a file that are no images come to.
const EXPANDED: u64 = 512 << 20;
/// So many times forms may be drawn, forms within forms counted each time.
const DRAWN: u64 = 100_000;

/// Refuses a file whose streams expand beyond measure, before anything else unpacks them.
pub(super) fn streams(bytes: &[u8]) -> Result<(), String> {
    let mut left = EXPANDED;
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"stream").map(|at| from + at) {
        from = at + 6;
        let Some(body) = bytes[from..].strip_prefix(b"\r\n").or_else(|| bytes[from..].strip_prefix(b"\n")) else { continue };
        // 0x78 begins a zlib stream; the dictionary before it tells images, which are never unpacked.
        let dictionary = &bytes[at.saturating_sub(400)..at];
        let start = memchr::memmem::rfind(dictionary, b" obj").unwrap_or(0);
        if body.first() != Some(&0x78) || memchr::memmem::find(&dictionary[start..], b"/Image").is_some() {
            continue;
        }
        let mut inflated = flate2::bufread::ZlibDecoder::new(body);
        let size = io::copy(&mut inflated.by_ref().take(left + 1), &mut io::sink()).unwrap_or(0);
        if size > left {
            return Err(format!("this PDF expands to more than {} MiB, as a bomb does; print it to a new PDF if it is sound", EXPANDED >> 20));
        }
        left -= size;
        from += usize::try_from(inflated.total_in()).unwrap_or(0);
    }
    Ok(())
}

/// Takes loops out of the tree of pages and of the forms that are drawn within forms.
pub(super) fn loops(pdf: &mut Pdf) -> Result<(), String> {
    let ids: Vec<ObjectId> = pdf.objects.keys().copied().collect();
    for id in &ids {
        let mut seen = FxHashSet::default();
        let mut at = *id;
        while seen.insert(at) {
            match pdf.get_object(at).and_then(Object::as_dict).and_then(|d| d.get(b"Parent")).and_then(Object::as_reference) {
                Ok(parent) if !seen.contains(&parent) => at = parent,
                Ok(_) => {
                    if let Ok(object) = pdf.get_object_mut(at).and_then(Object::as_dict_mut) {
                        object.remove(b"Parent");
                    }
                    break;
                }
                Err(_) => break,
            }
        }
    }
    let mut forms: FxHashMap<ObjectId, Vec<ObjectId>> = FxHashMap::default();
    for (id, object) in &pdf.objects {
        if let Object::Stream(stream) = object
            && stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Form")
        {
            forms.insert(*id, drawn(pdf, &stream.dict));
        }
    }
    let mut total = 0;
    let mut known = FxHashMap::default();
    for id in forms.keys() {
        let times = times(*id, &forms, &mut known, &mut Vec::new()).ok_or("this PDF draws a form within itself without end; print it to a new PDF")?;
        total = times.max(total);
    }
    if total > DRAWN {
        return Err("this PDF draws forms within forms beyond measure; print it to a new PDF".to_owned());
    }
    Ok(())
}

/// The forms that the resources of a form name.
fn drawn(pdf: &Pdf, form: &pdf_extract::Dictionary) -> Vec<ObjectId> {
    let Ok(resources) = form.get(b"Resources").and_then(|r| pdf.dereference(r)).and_then(|(_, r)| r.as_dict()) else { return Vec::new() };
    let Ok(objects) = resources.get(b"XObject").and_then(|r| pdf.dereference(r)).and_then(|(_, r)| r.as_dict()) else { return Vec::new() };
    objects.iter().filter_map(|(_, o)| o.as_reference().ok()).collect()
}

/// How often forms are drawn by a form, itself counted; none where it draws itself.
fn times(id: ObjectId, forms: &FxHashMap<ObjectId, Vec<ObjectId>>, known: &mut FxHashMap<ObjectId, u64>, path: &mut Vec<ObjectId>) -> Option<u64> {
    const DEEPEST: usize = 64;
    if let Some(times) = known.get(&id) {
        return Some(*times);
    }
    if path.contains(&id) || path.len() > DEEPEST {
        return None;
    }
    path.push(id);
    let mut sum: u64 = 1;
    for inner in forms.get(&id).into_iter().flatten() {
        sum = sum.saturating_add(times(*inner, forms, known, path)?);
    }
    path.pop();
    known.insert(id, sum);
    Some(sum)
}
