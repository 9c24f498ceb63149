//! The fixed labels of the screen. A label missing in one language does not compile.

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        /// Fixed labels in one language.
        #[derive(Debug)]
        pub struct Words {
            $(pub $name: &'static str,)*
        }

        pub(super) static VI: Words = Words { $($name: $vi,)* };
        pub(super) static EN: Words = Words { $($name: $en,)* };
    };
}

words! {
    register: "Sổ họp", "Meetings";
    opening_register: "Đang mở sổ…", "Opening the register…";
    opening_meeting: "Đang mở cuộc họp…", "Opening the meeting…";
    empty_register: "Sổ chưa có cuộc họp nào.", "No meetings yet.";
    nothing_found: "Không tìm thấy cuộc họp nào.", "No meeting found.";
    find: "Tìm", "Find";
    conclusions_short: "KL", "concl.";
    body: "Tổ chức", "Body";
    superior: "Cấp trên trực tiếp", "Body above it";
    rules: "Thể thức", "Rules";
    kind: "Loại", "Kind";
    date: "Ngày họp", "Date";
    state: "Tình trạng", "State";
    attendance: "Có mặt", "Present";
    agenda: "Chương trình", "Agenda";
    roll: "Điểm danh", "Roll call";
    conclusions: "Kết luận", "Conclusions";
    notes: "Ghi chép", "Notes";
    guests: "Đại biểu, khách mời (không tính)", "Guests (not counted)";
    superior_guest: "cấp trên", "superior";
    invited_guest: "khách mời", "guest";
    present: "có mặt", "present";
    voters: "được biểu quyết", "voters";
    needed: "cần", "needed";
    saved: "đã lưu", "saved";
    unsaved: "chưa lưu", "unsaved";
    read_only: "chỉ đọc", "read only";
    planned_minutes: "phút", "min";
    over: "quá", "over";
    no_item: "Chưa vào mục nào", "No item under discussion";
    voted: "đã biểu quyết", "voted";
    not_voted: "chưa biểu quyết", "not voted";
    owner: "giao", "owner";
    due: "hạn", "due";
    doubtful: "cần xem lại", "doubtful";
    history: "Lịch sử", "History";
    undone: "đã hoàn tác", "undone";
    draft: "Dự thảo biên bản", "Draft minutes";
    missing: "Còn thiếu", "Missing";
    nothing_missing: "Không thiếu gì.", "Nothing is missing.";
    doubts: "Cần xem lại", "Doubtful";
    read_back: "Đọc lại biên bản", "Reading back";
    read_back_help: "Đọc to từng đoạn. Đọc xong: a thông qua, c đính chính.", "Read each passage aloud. At the end: a adopts, c corrects.";
    help: "Trợ giúp", "Help";
    palette: "Tất cả lệnh", "All commands";
    prompt: "Lệnh", "Command";
    more: "xem tiếp", "more";
    add_member: "Thêm người vào danh sách", "Put somebody on the roll";
    edit_member: "Sửa thông tin", "Amend a member";
    add_guest: "Thêm đại biểu, khách mời", "Add a guest";
    edit_guest: "Sửa đại biểu, khách mời", "Amend a guest";
    add_item: "Thêm mục chương trình", "Add an item";
    edit_item: "Sửa mục chương trình", "Amend an item";
    add_note: "Ghi ý kiến", "Take a note";
    edit_note: "Sửa ghi chép", "Amend a note";
    add_indicator: "Ghi chỉ tiêu", "Report an indicator";
    edit_indicator: "Sửa chỉ tiêu", "Amend an indicator";
    add_conclusion: "Viết kết luận", "Write a conclusion";
    edit_conclusion: "Sửa kết luận", "Amend a conclusion";
    assign_task: "Giao nhiệm vụ", "Assign the task";
    new_meeting: "Cuộc họp mới", "New meeting";
    details: "Thông tin cuộc họp", "Details of the meeting";
    stated_attendance: "Tình hình theo báo cáo", "Attendance as reported";
    why_absent: "Lý do vắng", "Reason of absence";
    time_late: "Đến muộn lúc", "Came in at";
    time_left: "Về lúc", "Left at";
    why_skipped: "Lý do bỏ qua mục", "Why the item is skipped";
    opening_time: "Khai mạc lúc", "Opened at";
    closing_time: "Bế mạc lúc", "Closed at";
    correction: "Đính chính", "Correction";
    name: "Họ tên", "Name";
    post: "Chức vụ", "Post";
    class: "Diện", "Class";
    class_unknown: "chưa rõ", "not known";
    rank: "Là", "Is";
    title: "Nội dung", "Title";
    presenter: "Người trình bày", "Presenter";
    planned: "Thời lượng (phút)", "Planned (minutes)";
    speaker: "Người nói", "Speaker";
    note_kind: "Loại ghi chép", "Kind";
    addressee: "Gửi tới", "Addressed to";
    text: "Nội dung", "Text";
    number_of_total: "Số (vd 75/75, 100%)", "Number (e.g. 75/75, 100%)";
    label: "Của cái gì", "Of what";
    reason: "Lý do", "Reason";
    time: "Giờ (vd 14:05)", "Time (e.g. 14:05)";
    place: "Địa điểm", "Place";
    locality: "Địa danh", "Locality";
    number: "Số biên bản", "Number";
    minutes_title: "Tên gọi", "Title";
    chair: "Chủ trì", "Chair";
    secretary: "Thư ký", "Secretary";
    total: "Tổng số", "In all";
    official: "Chính thức", "Voting";
    probationary: "Dự bị", "Not voting";
    vote: "Biểu quyết", "Vote";
    vote_against: "Không đồng ý", "Against";
    vote_other: "Ý kiến khác", "Other opinion";
    vote_abstained: "Không biểu quyết", "Abstaining";
    vote_for: "Đồng ý", "For";
    vote_unanimous: "Enter: tất cả nhất trí. Gõ số: chỉ ghi phiếu khác.", "Enter: all agree. Digits: only the exceptions.";
    vote_exceptions: "Enter: ghi. Số đồng ý được tính từ điểm danh.", "Enter: record. Agreement is computed from the roll.";
    vote_counted: "Enter: ghi đủ số đã công bố.", "Enter: record all numbers as announced.";
    vote_result: "Kết quả không số liệu", "Result without counts";
    vote_all_agree: "Tất cả nhất trí", "All agree";
    vote_carried: "Thông qua", "Carried";
    vote_lost: "Không thông qua", "Lost";
    vote_decision: "Về việc", "Decision";
    vote_method: "Hình thức", "How taken";
    method_unstated: "không nêu", "not stated";
    confirm: "Enter đồng ý · Esc thôi", "Enter yes · Esc no";
    confirm_remove: "Xoá mục này?", "Remove this?";
    confirm_close: "Bế mạc cuộc họp?", "Close the meeting?";
    confirm_adopt: "Thông qua biên bản?", "Adopt the minutes?";
    confirm_unsaved_quit: "Còn nội dung CHƯA LƯU. Thoát vẫn mất?", "Something is NOT SAVED. Leave and lose it?";
    form_keys: "Tab ô tiếp · Enter ghi · Alt-Enter xuống dòng · Esc thôi", "Tab next · Enter keep · Alt-Enter new line · Esc cancel";
    choice_keys: "← → đổi", "← → change";
    nothing_to_undo: "Không còn gì để hoàn tác.", "Nothing is left to undo.";
    nothing_to_redo: "Không có gì để làm lại.", "Nothing to redo.";
    undid: "Đã hoàn tác", "Undone";
    redid: "Đã làm lại", "Redone";
    exported: "Đã ghi ra tệp", "Written to";
    discarded: "Nội dung đang gõ được giữ lại; mở lại ô này để gõ tiếp.", "What you typed is kept; open this form again to go on.";
    not_saved: "CHƯA LƯU", "NOT SAVED";
    not_saved_help: "Đĩa không trả lời. Những gì đã có dấu “đã lưu” vẫn an toàn. Nhấn F5 để mở lại sổ và ghi lại; đừng tắt máy.", "The disk does not answer. What was marked saved is safe. Press F5 to reopen the register and save again; do not switch off.";
    too_small: "Màn hình quá nhỏ", "Screen too small";
    elapsed: "đã họp", "elapsed";
    unknown: "……", "……";
    sample_note: "Sổ thử: mọi thứ mất khi thoát.", "Sample register: everything is gone when you leave.";
    held_title: "Sổ đang được mở ở nơi khác", "The register is open elsewhere";
    held_keys: "Enter: xem, không ghi · r: thử lại · q: thoát", "Enter: read without writing · r: try again · q: quit";
    fault_keys: "r: thử lại · Enter: xem, không ghi · q: thoát", "r: try again · Enter: read without writing · q: quit";
}
