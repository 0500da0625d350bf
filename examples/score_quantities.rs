use crosscheck::extract::quantity::Reader;
use crosscheck::text::Text;
use serde_json::Value;
fn main() {
    let r = Reader::builtin();
    let (mut found, mut right, mut gold_n, mut extra, mut approx_ok) = (0, 0, 0, 0, 0);
    let root = std::env::args().nth(1).unwrap();
    let mut dirs: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|d| d.unwrap().path())
        .filter(|d| d.join("gold.json").exists())
        .collect();
    dirs.sort();
    for d in dirs {
        let g: Value =
            serde_json::from_str(&std::fs::read_to_string(d.join("gold.json")).unwrap()).unwrap();
        for (a, _) in g["articles"].as_object().unwrap() {
            let t = std::fs::read_to_string(d.join("articles").join(a)).unwrap();
            let mut outside: Vec<std::ops::Range<usize>> = vec![];
            if t.starts_with("---") {
                outside.push(0..t[3..].find("\n---").unwrap() + 7);
            }
            for n in g["not_story"].as_array().unwrap() {
                if n["article"] == a.as_str() {
                    let s = t.find(n["from"].as_str().unwrap()).unwrap();
                    let to = n["to"].as_str().unwrap();
                    let e = s + t[s..].find(to).unwrap() + to.len();
                    outside.push(s..e);
                }
            }
            outside.sort_by_key(|r| r.start);
            let text = Text::new(&t, &outside);
            let mut gm = vec![];
            let mut taken = vec![];
            for (k, m) in g["mentions"].as_object().unwrap() {
                if m["article"] == a.as_str() {
                    let q = m["quote"].as_str().unwrap();
                    let mut at = 0;
                    let mut pos = 0;
                    for _ in 0..m["occurrence"].as_u64().unwrap_or(1) {
                        pos = at + t[at..].find(q).unwrap();
                        at = pos + 1;
                    }
                    if m["kind"] == "date" {
                        let s = text.tokens.partition_point(|x| (x.end as usize) <= pos);
                        let e = text
                            .tokens
                            .partition_point(|x| (x.start as usize) < pos + q.len());
                        if s < e {
                            taken.push(s..e);
                        }
                    } else {
                        gm.push((k.clone(), pos..pos + q.len(), m.clone()));
                    }
                }
            }
            taken.sort_by_key(|r| r.start);
            let mut clean: Vec<std::ops::Range<usize>> = vec![];
            for t in taken {
                if clean.last().is_none_or(|l| l.end <= t.start) {
                    clean.push(t)
                }
            }
            let ms = r.find(&text, &clean);
            let mut used = vec![false; ms.len()];
            for (k, span, m) in &gm {
                let opt = m["optional"] == true;
                let close = |x: Option<f64>, y: &Value| match (x, y.as_f64()) {
                    (Some(x), Some(y)) => (x - y).abs() <= 0.005 * x.abs().max(y.abs()).max(1e-9),
                    (None, None) => true,
                    _ => false,
                };
                let ok = |q: &crosscheck::value::Quantity| {
                    q.unit.as_deref() == m["unit"].as_str()
                        && if m["number"].is_number() {
                            close(q.number, &m["number"])
                        } else {
                            close(q.low, &m["low"]) && close(q.high, &m["high"])
                        }
                };
                let mut best: Option<(bool, usize, usize)> = None;
                for (i, x) in ms.iter().enumerate() {
                    if used[i] {
                        continue;
                    }
                    let s = text.span(x.tokens.clone());
                    let ov = s.end.min(span.end) as i64 - s.start.max(span.start) as i64;
                    if ov > 0 {
                        let c = (ok(&x.quantity), ov as usize, i);
                        if best.is_none_or(|b| (b.0, b.1) < (c.0, c.1)) {
                            best = Some(c)
                        }
                    }
                }
                if let Some((good, _, i)) = best {
                    used[i] = true;
                    if !opt {
                        gold_n += 1;
                        found += 1;
                        right += good as i32;
                        let ap = m["approx"].as_str().unwrap_or("exact");
                        let mine = serde_json::to_value(ms[i].quantity.approx).unwrap();
                        approx_ok += (mine == ap) as i32;
                        if mine != ap {
                            println!(
                                "APPROX {} {a} {k} {:?} said {mine} gold {ap}",
                                d.file_name().unwrap().to_str().unwrap(),
                                &t[span.clone()]
                            );
                        }
                        if !good {
                            println!(
                                "VALUE {} {a} {k} {:?} gold {} {} {} said {:?}",
                                d.file_name().unwrap().to_str().unwrap(),
                                &t[span.clone()],
                                m["number"],
                                m["low"],
                                m["unit"],
                                ms[i].quantity
                            )
                        }
                    }
                } else if !opt {
                    gold_n += 1;
                    println!(
                        "MISS {} {a} {k} {:?}  ...{:?}",
                        d.file_name().unwrap().to_str().unwrap(),
                        &t[span.clone()],
                        &t[t.floor_char_boundary(span.start.saturating_sub(30))
                            ..t.ceil_char_boundary((span.end + 20).min(t.len()))]
                    );
                }
            }
            for (i, x) in ms.iter().enumerate() {
                if !used[i] {
                    extra += 1;
                    let s = text.span(x.tokens.clone());
                    println!(
                        "EXTRA {} {a} {:?} ...{:?} {:?}",
                        d.file_name().unwrap().to_str().unwrap(),
                        &t[s.clone()],
                        &t[t.floor_char_boundary(s.start.saturating_sub(30))
                            ..t.ceil_char_boundary((s.end + 20).min(t.len()))],
                        x.quantity.unit
                    );
                }
            }
        }
    }
    println!("gold {gold_n} found {found} right {right} approx {approx_ok} extra {extra}");
}
