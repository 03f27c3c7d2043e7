cargo build --release 2>&1 | grep -E "^error" -A9 | head -${2:-40}; [ ${PIPESTATUS[0]} = 0 ] && ./target/release/scratch check 2>&1 | tail -${1:-30}
