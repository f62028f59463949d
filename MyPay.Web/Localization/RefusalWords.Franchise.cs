namespace MyPay.Web.Localization;

/// <summary>The words of Franchise's refusals.</summary>
internal static class FranchiseRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["franchise.apply.business_number_invalid"] = (
            "사업자등록번호를 다시 확인해 주세요. 숫자 10자리예요. 예: 123-45-67891",
            "Check the business number: ten digits, for example 123-45-67891."
        ),
        ["franchise.apply.business_number_taken"] = (
            "이미 MyPay 가맹점이거나 심사 중인 사업자예요. 사장님 계정으로 로그인해 주세요.",
            "This business is already with MyPay or under review. Sign in as its owner."
        ),
        ["franchise.apply.name_office"] = (
            "마이페이, 은행, 공공기관으로 보이는 상호는 쓸 수 없어요. 손님이 오해하지 않을 이름으로 적어 주세요.",
            "A shop can't be called like MyPay, a bank or an authority. Please choose a name that nobody mistakes."
        ),
        ["franchise.apply.name_invalid"] = (
            "상호를 40자 안으로 적어 주세요.",
            "Enter the trade name in 40 characters or fewer."
        ),
        ["franchise.apply.representative_invalid"] = (
            "대표자 이름을 2~40자로 적어 주세요. 숫자는 쓸 수 없어요.",
            "Enter the representative's name in 2 to 40 characters, without digits."
        ),
        ["franchise.apply.category_unknown"] = ("업종을 목록에서 골라 주세요.", "Choose a category from the list."),
        ["franchise.apply.sales_invalid"] = (
            "예상 연 매출을 1원 이상으로 적어 주세요.",
            "Enter the expected yearly sales, 1 won or more."
        ),
        ["franchise.apply.phone_invalid"] = (
            "연락처를 다시 확인해 주세요. 예: 02-123-4567, 010-1234-5678",
            "Check the phone number, for example 02-123-4567 or 010-1234-5678."
        ),
        ["franchise.apply.holder_invalid"] = (
            "예금주를 통장에 적힌 그대로 적어 주세요.",
            "Enter the account holder as the bank book says."
        ),
        ["franchise.apply.email_taken"] = (
            "이미 쓰고 있는 이메일이에요. 가맹점 계정으로 쓸 다른 이메일을 적어 주세요.",
            "This e-mail is already in use. Enter another one for the franchise."
        ),

        ["franchise.account.holder_differs"] = (
            "은행에 등록된 예금주와 달라요. 계좌번호와 예금주를 다시 확인해 주세요.",
            "The bank knows another account holder. Check the number and the holder."
        ),
        ["franchise.account.check_failed"] = (
            "확인용 1원을 보내지 못했어요. 계좌 상태를 확인하고 다시 해 주세요.",
            "We could not send the 1-won check. Make sure the account is usable and try again."
        ),
        ["franchise.account.check_unknown"] = (
            "은행이 아직 답하지 않았어요. 잠시 뒤 다시 확인해 주세요. 사장님 돈은 움직이지 않았어요.",
            "The bank has not answered yet. Look again in a while. None of your money has moved."
        ),
        ["franchise.account.too_many_checks"] = (
            "계좌 확인은 하루 {0:N0}번까지 할 수 있어요. 내일 다시 해 주세요.",
            "An account can be checked {0:N0} times a day. Try again tomorrow."
        ),
        ["franchise.account.code_wrong"] = (
            "숫자가 달라요. 입금자 이름 끝의 숫자 4자리를 확인해 주세요. {0:N0}번 더 할 수 있어요.",
            "The digits are not right. Look for the four digits at the end of the depositor's name. {0:N0} tries left."
        ),
        ["franchise.account.no_tries_left"] = (
            "입력할 수 있는 횟수를 다 썼어요. 1원을 다시 보내 주세요.",
            "No tries are left. Send the 1-won check again."
        ),
        ["franchise.account.check_expired"] = (
            "확인 시간이 지났어요. 1원을 다시 보내 주세요.",
            "The time for this check is over. Send the 1-won check again."
        ),
        ["franchise.account.check_not_found"] = (
            "진행 중인 계좌 확인이 없어요. 1원을 다시 보내 주세요.",
            "There is no account check under way. Send the 1-won check again."
        ),

        ["franchise.review.wrong_state"] = (
            "지금 심사 상태에서는 할 수 없어요. 새로 고침한 뒤 다시 확인해 주세요.",
            "This cannot be done in the present state of the review. Reload and look again."
        ),
        ["franchise.review.note_missing"] = (
            "내용을 {0:N0}자 안으로 적어 주세요.",
            "Write a few words, {0:N0} characters at most."
        ),

        ["franchise.contract.not_found"] = (
            "가맹점을 찾을 수 없어요. 다시 로그인해 주세요.",
            "We could not find this franchise. Sign in again."
        ),
        ["franchise.contract.not_active"] = (
            "영업 중인 가맹점만 할 수 있어요. 심사 중이라면 승인된 뒤에 해 주세요.",
            "Only a franchise in business can do this. Under review, wait until it is approved."
        ),
        ["franchise.closing.wrong_state"] = (
            "영업 중이거나 결제가 중지된 가맹점만 해지할 수 있어요. 이미 해지하고 있다면 바뀐 것은 없어요.",
            "Only a franchise that is active or frozen can leave. If it is leaving already, nothing has changed."
        ),
        ["franchise.contract.rate_invalid"] = (
            "수수료율은 0%에서 10% 사이로 적어 주세요.",
            "The fee rate lies between 0 % and 10 %."
        ),
        ["franchise.contract.cycle_invalid"] = (
            "정산 주기는 D+1에서 D+{0:N0} 사이로 골라 주세요.",
            "The settlement cycle lies between D+1 and D+{0:N0}."
        ),
        ["franchise.contract.date_invalid"] = (
            "계약 변경은 내일 이후, 다른 변경이 없는 날부터 할 수 있어요.",
            "New terms can begin tomorrow at the earliest, on a day without another change."
        ),

        ["franchise.store.name_invalid"] = (
            "매장 이름을 40자 안으로 적어 주세요.",
            "Enter the store's name in 40 characters or fewer."
        ),
        ["franchise.store.too_many"] = (
            "매장은 {0:N0}곳까지 등록할 수 있어요.",
            "Up to {0:N0} stores can be registered."
        ),
        ["franchise.domain.invalid"] = (
            "주소를 https://shop.example.com 처럼 경로 없이 적어 주세요. http는 localhost에서만 쓸 수 있어요.",
            "Write the address like https://shop.example.com, without a path. http is for localhost only."
        ),
        ["franchise.domain.too_many"] = (
            "도메인은 {0:N0}개까지 등록할 수 있어요. 쓰지 않는 도메인을 지워 주세요.",
            "Up to {0:N0} domains can be registered. Remove one that is not in use."
        ),
        ["franchise.cashier.limit_invalid"] = (
            "직원 취소 한도는 {0:N0}원까지 정할 수 있어요.",
            "A cashier's limit can be {0:N0} won at most."
        ),
        ["franchise.till.asks_above_invalid"] = (
            "{0:N0}원에서 {1:N0}원 사이로 정해 주세요. 비워 두면 마이 페이 기준을 따라요.",
            "Choose between {0:N0} and {1:N0} won. Left empty, MyPay's own amount applies."
        ),

        ["franchise.staff.email_taken"] = (
            "이미 쓰고 있는 이메일이에요. 다른 이메일을 적어 주세요.",
            "This e-mail is already in use. Enter another one."
        ),
        ["franchise.staff.role_not_allowed"] = (
            "역할을 사장, 매니저, 직원 중에서 골라 주세요.",
            "Choose owner, manager or cashier."
        ),
        ["franchise.staff.not_found"] = (
            "직원을 찾을 수 없어요. 목록을 다시 확인해 주세요.",
            "We could not find this person. Look at the list again."
        ),
        ["franchise.staff.last_owner"] = (
            "사장은 한 명 이상 있어야 해요. 다른 사장을 먼저 정해 주세요.",
            "A franchise needs an owner. Make somebody else an owner first."
        ),
        ["franchise.staff.role_missing"] = (
            "이 일을 할 권한이 없어요. 사장님에게 부탁해 주세요.",
            "Your role does not allow this. Ask the owner."
        ),
        ["franchise.staff.too_many"] = (
            "직원은 {0:N0}명까지 등록할 수 있어요.",
            "Up to {0:N0} people can be registered."
        ),

        ["franchise.api_key.scope_unknown"] = (
            "API 키의 권한을 하나 이상 목록에서 골라 주세요.",
            "Choose one or more scopes from the list."
        ),
        ["franchise.api_key.name_invalid"] = (
            "API 키 이름을 40자 안으로 적어 주세요.",
            "Enter the key's name in 40 characters or fewer."
        ),
        ["franchise.api_key.too_many"] = (
            "쓸 수 있는 API 키는 {0:N0}개까지예요. 쓰지 않는 키를 폐기해 주세요.",
            "Up to {0:N0} keys can be in use. Revoke one that is not."
        ),
        ["franchise.api_key.not_found"] = (
            "API 키를 찾을 수 없어요. 이미 폐기됐을 수 있어요.",
            "We could not find this key. It may have been revoked."
        ),
        ["franchise.api_key.already_rotated"] = (
            "이미 새 키로 교체한 API 키예요. 새 키를 써 주세요.",
            "This key was already rotated. Use its successor."
        ),
    };
}
