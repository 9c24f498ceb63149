#!/bin/sh
# Make the registers that ttybench.json drives, through the program itself.
#
#   registers.sh DIR [THUKY]
#
# DIR/roll-8 and DIR/roll-2000 hold one meeting in session each; DIR/many holds MEETINGS meetings
# of about 60 entries. What is there already is kept. THUKY is the program, else the one on PATH.
set -eu

dir=${1:?usage: registers.sh DIR [THUKY]}
thuky=${2:-thuky}
meetings=${MEETINGS:-1000}

# A meeting: its body, its day, members on the roll, notes taken.
script() {
    awk -v body="$1" -v day="$2" -v members="$3" -v notes="$4" 'BEGIN {
        split("Nguyễn Trần Lê Phạm Hoàng Vũ Bùi Đặng Đỗ Ngô", family, " ")
        split("Văn Thị Minh Quang Ngọc Xuân Hữu", middle, " ")
        split("Thành Mai Đạt Ánh Đức Lan Khánh Hồng Sáu Yến Phượng", given, " ")
        printf "triệu tập \"%s\" thuộc \"Đảng bộ xã Tân Hoà\" thể thức party-cell ngày %s\n", body, day
        for (i = 1; i <= members; i++)
            printf "đảng viên \"%s %s %s %d\" chức vụ \"Tổ %d\" diện chính thức\n",
                family[i % 10 + 1], middle[i % 7 + 1], given[i % 11 + 1], i, i % 30 + 1
        print "địa điểm Nhà văn hoá"
        for (i = 1; i <= 5; i++) printf "mục \"Nội dung thứ %d của chương trình\" thời lượng 20\n", i
        print "khai mạc 8:00"
        print "tiếp"
        for (i = 1; i <= notes; i++)
            printf "ý kiến Ý kiến thứ %d: đề nghị làm xong đường thôn trước ngày 30/6.\n", i
        print "kết luận Hoàn thành đường thôn trong quý; báo cáo chi bộ kỳ sau."
    }'
}

mkdir -p "$dir"
for members in 8 2000; do
    [ -d "$dir/roll-$members" ] && continue
    rm -rf "$dir/draft"
    script "Chi bộ Thôn Bình Minh" "$(date +%-d/%-m/%Y)" "$members" 6 |
        "$thuky" --register "$dir/draft" play - >"$dir/draft.log"
    mv "$dir/draft" "$dir/roll-$members"
done
if [ ! -d "$dir/many" ]; then
    rm -rf "$dir/draft"
    number=1
    while [ "$number" -le "$meetings" ]; do
        body=$(printf 'Chi bộ Thôn %04d' "$number")
        day=$((number % 28 + 1))/$((number / 28 % 12 + 1))/$((2000 + number / 336))
        script "$body" "$day" 8 44 | "$thuky" --register "$dir/draft" play - >"$dir/draft.log"
        number=$((number + 1))
    done
    mv "$dir/draft" "$dir/many"
fi
rm -f "$dir/draft.log"
