// The words that react-aria says to assistive technology, in Vietnamese: one export per table, put in place by build/ariaVietnamese.ts.
// A value is a string or a function of the arguments; the second argument formats numbers and plurals.

type Args = Readonly<Record<string, string | number | boolean>>;
interface Formatter {
  number(value: number): string;
  select(options: Record<string, string | (() => string)>, value: unknown): string;
}
type Words = Readonly<Record<string, string | ((args: Args, formatter: Formatter) => string)>>;

const count = (args: Args, f: Formatter, key = 'count') => f.number(Number(args[key]));

export const aria_autocomplete: Words = { collectionLabel: 'Gợi ý' };
export const aria_breadcrumbs: Words = { breadcrumbs: 'Đường dẫn' };
export const aria_calendar: Words = {
  previous: 'Tháng trước',
  next: 'Tháng sau',
  selectedDateDescription: (a) => `Ngày đã chọn: ${a['date']}`,
  selectedRangeDescription: (a) => `Khoảng đã chọn: ${a['dateRange']}`,
  todayDate: (a) => `Hôm nay, ${a['date']}`,
  todayDateSelected: (a) => `Hôm nay, ${a['date']}, đã chọn`,
  dateSelected: (a) => `${a['date']}, đã chọn`,
  startRangeSelectionPrompt: 'Bấm để chọn ngày bắt đầu',
  finishRangeSelectionPrompt: 'Bấm để chọn ngày kết thúc',
  minimumDate: 'Ngày sớm nhất có thể chọn',
  maximumDate: 'Ngày muộn nhất có thể chọn',
  dateRange: (a) => `${a['startDate']} đến ${a['endDate']}`,
};
export const aria_combobox: Words = {
  focusAnnouncement: (a, f) =>
    (a['isGroupChange'] ? `Vào nhóm ${a['groupTitle']}, có ${count(a, f, 'groupCount')} lựa chọn. ` : '') + `${a['optionText']}${a['isSelected'] ? ', đã chọn' : ''}`,
  countAnnouncement: (a, f) => `Có ${count(a, f, 'optionCount')} lựa chọn.`,
  selectedAnnouncement: (a) => `${a['optionText']}, đã chọn`,
  buttonLabel: 'Hiện gợi ý',
  listboxLabel: 'Gợi ý',
};
export const aria_datepicker: Words = {
  era: 'kỷ nguyên',
  year: 'năm',
  month: 'tháng',
  day: 'ngày',
  hour: 'giờ',
  minute: 'phút',
  second: 'giây',
  dayPeriod: 'SA/CH',
  calendar: 'Lịch',
  startDate: 'Ngày bắt đầu',
  endDate: 'Ngày kết thúc',
  weekday: 'thứ trong tuần',
  timeZoneName: 'múi giờ',
  selectedDateDescription: (a) => `Ngày đã chọn: ${a['date']}`,
  selectedRangeDescription: (a) => `Khoảng đã chọn: ${a['startDate']} đến ${a['endDate']}`,
  selectedTimeDescription: (a) => `Giờ đã chọn: ${a['time']}`,
};
export const aria_dnd: Words = {
  dragItem: (a) => `Kéo ${a['itemText']}`,
  dragSelectedItems: (a, f) => `Kéo ${count(a, f)} mục đã chọn`,
  dragDescriptionKeyboard: 'Bấm Enter để bắt đầu kéo.',
  dragDescriptionKeyboardAlt: 'Bấm Alt + Enter để bắt đầu kéo.',
  dragDescriptionTouch: 'Chạm hai lần để bắt đầu kéo.',
  dragDescriptionVirtual: 'Bấm để bắt đầu kéo.',
  dragDescriptionLongPress: 'Nhấn giữ để bắt đầu kéo.',
  dragSelectedKeyboard: (a, f) => `Bấm Enter để kéo ${count(a, f)} mục đã chọn.`,
  dragSelectedKeyboardAlt: (a, f) => `Bấm Alt + Enter để kéo ${count(a, f)} mục đã chọn.`,
  dragSelectedLongPress: (a, f) => `Nhấn giữ để kéo ${count(a, f)} mục đã chọn.`,
  dragStartedKeyboard: 'Đang kéo. Bấm Tab để tới vị trí thả, bấm Enter để thả, bấm Esc để huỷ.',
  dragStartedTouch: 'Đang kéo. Tới vị trí thả rồi chạm hai lần để thả.',
  dragStartedVirtual: 'Đang kéo. Tới vị trí thả rồi bấm hoặc nhấn Enter để thả.',
  endDragKeyboard: 'Đang kéo. Bấm Enter để huỷ.',
  endDragTouch: 'Đang kéo. Chạm hai lần để huỷ.',
  endDragVirtual: 'Đang kéo. Bấm để huỷ.',
  dropDescriptionKeyboard: 'Bấm Enter để thả. Bấm Esc để huỷ.',
  dropDescriptionTouch: 'Chạm hai lần để thả.',
  dropDescriptionVirtual: 'Bấm để thả.',
  dropCanceled: 'Đã huỷ kéo.',
  dropComplete: 'Đã thả.',
  dropIndicator: 'vị trí thả',
  dropOnRoot: 'Thả vào danh sách',
  dropOnItem: (a) => `Thả vào ${a['itemText']}`,
  insertBefore: (a) => `Chèn trước ${a['itemText']}`,
  insertBetween: (a) => `Chèn giữa ${a['beforeItemText']} và ${a['afterItemText']}`,
  insertAfter: (a) => `Chèn sau ${a['itemText']}`,
};
export const aria_grid: Words = {
  deselectedItem: (a) => `Đã bỏ chọn ${a['item']}.`,
  select: 'Chọn',
  selectedCount: (a, f) => (Number(a['count']) === 0 ? 'Chưa chọn mục nào.' : `Đã chọn ${count(a, f)} mục.`),
  selectedAll: 'Đã chọn tất cả.',
  selectedItem: (a) => `Đã chọn ${a['item']}.`,
  longPressToSelect: 'Nhấn giữ để chọn nhiều mục.',
};
export const aria_gridlist: Words = {
  hasActionAnnouncement: 'dòng có thao tác',
  hasLinkAnnouncement: (a) => `dòng có liên kết: ${a['link']}`,
};
export const aria_menu: Words = { longPressMessage: 'Nhấn giữ hoặc bấm Alt + mũi tên xuống để mở danh mục' };
export const aria_numberfield: Words = {
  decrease: (a) => `Giảm ${a['fieldLabel']}`,
  increase: (a) => `Tăng ${a['fieldLabel']}`,
  numberField: 'Ô nhập số',
};
export const aria_overlays: Words = { dismiss: 'Đóng' };
export const aria_previewtrigger: Words = { longPressMessage: 'Nhấn giữ để xem trước' };
export const aria_searchfield: Words = { 'Clear search': 'Xoá ô tìm kiếm' };
export const aria_spinbutton: Words = { Empty: 'Trống' };
export const aria_steplist: Words = { steplist: 'Các bước' };
export const aria_table: Words = {
  select: 'Chọn',
  selectAll: 'Chọn tất cả',
  sortable: 'cột sắp xếp được',
  ascending: 'tăng dần',
  descending: 'giảm dần',
  ascendingSort: (a) => `sắp xếp tăng dần theo cột ${a['columnName']}`,
  descendingSort: (a) => `sắp xếp giảm dần theo cột ${a['columnName']}`,
  columnSize: (a) => `${a['value']} điểm ảnh`,
  resizerDescription: 'Bấm Enter để đổi độ rộng',
  expand: 'Mở rộng',
  collapse: 'Thu gọn',
};
export const aria_tag: Words = { removeDescription: 'Bấm Delete để bỏ thẻ.', removeButtonLabel: 'Bỏ' };
export const aria_toast: Words = { close: 'Đóng', notifications: (a, f) => `${count(a, f)} thông báo.` };
export const aria_tree: Words = { expand: 'Mở rộng', collapse: 'Thu gọn' };
export const stately_datepicker: Words = {
  rangeUnderflow: (a) => `Chọn từ ${a['minValue']} trở đi.`,
  rangeOverflow: (a) => `Chọn đến hết ${a['maxValue']}.`,
  rangeReversed: 'Ngày bắt đầu phải trước ngày kết thúc.',
  unavailableDate: 'Không thể chọn ngày này.',
};
export const components: Words = {
  selectPlaceholder: 'Chọn một mục',
  tableResizer: 'Đổi độ rộng cột',
  dropzoneLabel: 'Vùng thả tệp',
  colorSwatchPicker: 'Bảng màu',
};
