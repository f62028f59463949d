namespace MyPay.Web.Localization;

/// <summary>The words of Membership's refusals.</summary>
internal static class MembershipRefusals
{
    public static readonly IReadOnlyDictionary<string, (string Ko, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["membership.step_up.required"] = (
            "중요한 변경이라 본인인지 한 번 더 확인해야 해요. 아무것도 바뀌지 않았어요.",
            "This change matters, so we have to make sure it is you. Nothing has changed."
        ),
        ["membership.passkey.too_many"] = (
            "패스키는 {0:N0}개까지 둘 수 있어요. 쓰지 않는 것을 지우고 추가해 주세요.",
            "You can have {0:N0} passkeys. Remove one you no longer use first."
        ),
        ["membership.passkey.name_invalid"] = (
            "패스키 이름은 1~40자로 적어 주세요.",
            "Give the passkey a name of 1 to 40 characters."
        ),
        ["membership.passkey.not_found"] = ("이미 지운 패스키예요.", "That passkey was removed already."),
        ["membership.passkey.taken"] = ("이미 등록한 패스키예요.", "That passkey is registered already."),
        ["membership.passkey.unknown"] = (
            "지운 패스키라 쓸 수 없어요. 다른 패스키나 비밀번호를 써 주세요.",
            "That passkey was removed. Use another one, or your password."
        ),
        ["membership.passkey.used_before"] = (
            "이미 쓴 확인이에요. 처음부터 다시 해 주세요.",
            "That confirmation was used already. Please start again."
        ),
        ["membership.passkey.cloned"] = (
            "이 패스키는 복사된 것일 수 있어서 막았어요. 비밀번호로 로그인한 뒤 패스키를 지우고 새로 만들어 주세요.",
            "This passkey may have been copied, so it was refused. Sign in with your password, remove it and "
                + "make a new one."
        ),
        ["membership.recovery.link_void"] = (
            "이미 썼거나 시간이 지난 링크예요. 아무것도 바뀌지 않았어요. 새 링크를 받아 주세요.",
            "This link was used already or is too old. Nothing has changed. Ask for a new one."
        ),
        ["membership.recovery.asked_too_often"] = (
            "짧은 시간에 너무 많이 요청했어요. {0:N0}분 뒤에 다시 해 주세요.",
            "Too many requests in a short time. Try again in {0:N0} min."
        ),
        ["membership.sign_up.too_many"] = (
            "이 인터넷 연결에서 한 시간에 가입할 수 있는 {0:N0}번을 다 썼어요. 조금 뒤에 다시 하거나 다른 연결(예: 휴대폰 데이터)로 해 주세요.",
            "This internet connection has used its {0:N0} sign-ups of an hour. Try again later, or over another "
                + "connection such as mobile data."
        ),
        ["membership.email_change.too_many"] = (
            "이메일 변경은 하루에 {0:N0}번까지 요청할 수 있어요. 내일 다시 해 주세요.",
            "You can ask for a new e-mail {0:N0} times a day. Try again tomorrow."
        ),
        ["membership.mail.not_found"] = (
            "메일을 찾을 수 없어요. 오래된 기록은 지워져요.",
            "We could not find that letter. Old records are erased."
        ),
        ["membership.mail.sent"] = ("이미 보낸 메일이에요.", "That letter was sent already."),
        ["membership.mail.too_late"] = (
            "링크가 만료된 메일이라 다시 보내지 않아요. 받는 분이 새로 요청하면 돼요.",
            "Its link is void, so it is not sent again. The person can ask for a new one."
        ),
        ["membership.notices.security_stays"] = (
            "보안 알림은 끌 수 없어요. 내 계정을 지키는 데 꼭 필요해요.",
            "Security notices stay on. They keep your account safe."
        ),
        ["membership.sign_up.email_invalid"] = (
            "이메일 주소를 다시 확인해 주세요. 예: name@example.com",
            "Check the e-mail address, for example name@example.com."
        ),
        ["membership.staff.role_unknown"] = (
            "역할은 {0} 가운데 하나로 적어 주세요. 아무것도 바뀌지 않았어요.",
            "The role is one of {0}. Nothing has changed."
        ),
        ["membership.sign_up.email_taken"] = (
            "이미 쓰고 있는 이메일이에요. 로그인하거나 다른 이메일을 적어 주세요.",
            "This e-mail is already in use. Sign in, or enter another one."
        ),
        ["membership.sign_up.password_weak"] = (
            "비밀번호를 조금 더 어렵게 만들어 주세요. 8~128자로, 흔한 비밀번호나 이메일 아이디는 빼고요.",
            "Choose a stronger password: 8 to 128 characters, not a common one and not part of your e-mail."
        ),
        ["membership.name.proved"] = (
            "계좌 예금주로 확인한 이름이라 그대로 뒀어요. 바꾸려면 새 이름으로 된 계좌를 연결해 주세요. 예금주 칸에 새 이름을 적으면 돼요.",
            "Your name was confirmed by your bank account, so it stays. To change it, link an account in the new "
                + "name and type that name as its holder."
        ),
        ["membership.sign_up.name_office"] = (
            "기관이나 회사로 보이는 이름은 쓸 수 없어요. 은행 계좌의 예금주와 같은 본인 이름을 적어 주세요.",
            "That looks like the name of an office. Please use your own name, as it stands on your bank account."
        ),
        ["membership.sign_up.name_invalid"] = (
            "이름은 한글이나 영문 2~40자로 적어 주세요. 숫자, 이모지, 보이지 않는 글자는 쓸 수 없어요.",
            "Enter your name in 2 to 40 letters, without digits, emoji or invisible characters."
        ),
        ["membership.sign_up.phone_invalid"] = (
            "휴대폰 번호를 다시 확인해 주세요. 예: 010-1234-5678",
            "Check the mobile number, for example 010-1234-5678."
        ),
        ["membership.sign_up.phone_taken"] = (
            "이미 쓰고 있는 휴대폰 번호예요. 로그인하거나 다른 번호를 적어 주세요.",
            "This mobile number is already in use. Sign in, or enter another one."
        ),
        ["membership.sign_up.birth_invalid"] = ("생년월일을 다시 확인해 주세요.", "Check your date of birth."),
        ["membership.sign_up.too_young"] = (
            "MyPay는 만 {0:N0}세부터 가입할 수 있어요.",
            "You can join MyPay from the age of {0:N0}."
        ),
        ["membership.sign_up.consent_missing"] = (
            "필수 약관에 모두 동의하면 가입할 수 있어요.",
            "Agree to all required terms to join."
        ),

        ["membership.member.not_found"] = (
            "회원 정보를 찾을 수 없어요. 다시 로그인해 주세요.",
            "We could not find this membership. Sign in again."
        ),
        ["membership.freeze.same"] = (
            "이미 그 상태예요. 아무것도 바뀌지 않았어요.",
            "It already stands like that. Nothing has changed."
        ),
        ["membership.freeze.closing"] = (
            "이용이 정지된 동안에는 탈퇴할 수 없어요. 돈은 움직이지 않았어요. 고객센터에 문의해 주세요.",
            "A frozen membership can't be closed. No money has moved. Please contact us."
        ),
        ["membership.member.not_active"] = (
            "지금은 이용이 멈춰 있는 계정이에요. 고객센터에 문의해 주세요.",
            "This membership is on hold for now. Please contact support."
        ),
        ["membership.password.locked"] = (
            "로그인 비밀번호 확인이 잠시 잠겼어요. {0:N0}분 뒤에 다시 해 주세요.",
            "Checking your sign-in password is locked for a while. Try again in {0:N0} min."
        ),
        ["membership.password.wrong"] = (
            "로그인 비밀번호가 달라요. 다시 입력해 주세요.",
            "The sign-in password is not right. Enter it again."
        ),
        ["membership.password.same"] = (
            "지금 쓰는 비밀번호와 같아요. 새 비밀번호를 적어 주세요.",
            "That is your current password. Choose a new one."
        ),
        ["membership.second_factor.code_wrong"] = (
            "인증 코드가 달라요. 앱에 지금 보이는 6자리나 아직 안 쓴 복구 코드를 입력해 주세요.",
            "That code is not right. Enter the six digits your app shows now, or a recovery code you have not used."
        ),
        ["membership.second_factor.locked"] = (
            "인증 코드를 여러 번 틀려서 잠시 잠겼어요. {0:N0}분 뒤에 다시 해 주세요.",
            "Too many wrong codes: locked for a while. Try again in {0:N0} min."
        ),
        ["membership.second_factor.not_begun"] = (
            "2단계 인증을 처음부터 다시 설정해 주세요.",
            "Set two-step sign-in up again from the start."
        ),
        ["membership.second_factor.on"] = ("2단계 인증은 이미 쓰고 있어요.", "Two-step sign-in is on already."),
        ["membership.session.not_found"] = ("그 기기는 이미 로그아웃됐어요.", "That device is signed out already."),
        ["membership.profile.language_unknown"] = ("한국어와 English 중에서 골라 주세요.", "Choose Korean or English."),

        ["membership.pin.not_six_digits"] = (
            "결제 비밀번호는 숫자 6자리로 만들어 주세요. 돈은 움직이지 않았어요.",
            "Make the payment PIN six digits. No money has moved."
        ),
        ["membership.pin.sequence"] = (
            "연속된 숫자는 쓸 수 없어요. 다른 숫자로 만들어 주세요. 돈은 움직이지 않았어요.",
            "Digits in a row cannot be used. Choose others. No money has moved."
        ),
        ["membership.pin.repeated"] = (
            "반복되는 숫자는 쓸 수 없어요. 다른 숫자로 만들어 주세요. 돈은 움직이지 않았어요.",
            "Repeated digits cannot be used. Choose others. No money has moved."
        ),
        ["membership.pin.birthday"] = (
            "생일은 쓸 수 없어요. 다른 숫자로 만들어 주세요. 돈은 움직이지 않았어요.",
            "Your birthday cannot be used. Choose other digits. No money has moved."
        ),
        ["membership.pin.phone"] = (
            "휴대폰 번호 끝자리는 쓸 수 없어요. 다른 숫자로 만들어 주세요. 돈은 움직이지 않았어요.",
            "The end of your mobile number cannot be used. Choose other digits. No money has moved."
        ),
        ["membership.pin.not_set"] = (
            "결제 비밀번호를 먼저 만들어 주세요. 돈은 움직이지 않았어요.",
            "Set a payment PIN first. No money has moved."
        ),
        ["membership.pin.wrong"] = (
            "비밀번호가 달라요. {0:N0}번 더 틀리면 잠겨요. 돈은 움직이지 않았어요.",
            "The PIN is not right. {0:N0} more and it locks. No money has moved."
        ),
        ["membership.pin.locked"] = (
            "결제 비밀번호가 잠겼어요. 두 가지로 본인인지 확인하고 새로 만들어 주세요. 돈은 움직이지 않았어요.",
            "The payment PIN is locked. Confirm in two ways that it is you and set a new one. No money has moved."
        ),
        ["membership.pin.proofs_missing"] = (
            "본인 확인이 {0:N0}가지 더 필요해요. 확인한 뒤 다시 만들어 주세요. 돈은 움직이지 않았어요.",
            "{0:N0} more proof(s) that it is you are needed. Then choose again. No money has moved."
        ),
        ["membership.own_freeze.proofs_missing"] = (
            "본인 확인이 {0:N0}가지 더 필요해요. 확인하면 멈춘 돈을 풀 수 있어요. 돈은 움직이지 않았어요.",
            "{0:N0} more proof(s) that it is you are needed to let your money go. No money has moved."
        ),
        ["membership.pin_proof.too_new"] = (
            "바꾸거나 추가한 지 24시간이 안 돼서 본인 확인에 쓸 수 없어요. 다른 방법으로 확인해 주세요.",
            "It was changed or added within the last 24 hours, so it proves nothing yet. Use another way."
        ),
        ["membership.pin_proof.too_many_letters"] = (
            "메일을 한 시간에 {0:N0}번까지 보낼 수 있어요. 먼저 온 메일을 확인하거나 잠시 뒤에 다시 해 주세요.",
            "We send {0:N0} letters an hour. Look for an earlier one, or try again later."
        ),

        ["membership.linking.holder_differs"] = (
            "예금주가 회원님 이름과 달라요. 본인 명의 계좌를 연결해 주세요.",
            "The account holder is not you. Link an account in your own name."
        ),
        ["membership.linking.already_linked"] = (
            "이미 MyPay에 연결된 계좌예요. 다른 아이디에 연결했다면 거기서 먼저 연결을 해제하거나 다른 계좌를 골라 주세요.",
            "This account is linked to MyPay already. If another membership has it, unlink it there first, or choose another account."
        ),
        ["membership.linking.too_many_checks"] = (
            "계좌 확인은 하루 {0:N0}번까지 할 수 있어요. 내일 다시 해 주세요.",
            "An account can be checked {0:N0} times a day. Try again tomorrow."
        ),
        ["membership.phone_code.too_soon"] = (
            "방금 문자를 보냈어요. {0:N0}초 뒤에 다시 받을 수 있어요.",
            "A message has just been sent. You can get another in {0:N0} seconds."
        ),
        ["membership.phone_code.too_many_number"] = (
            "이 번호로는 하루 {0:N0}번까지 문자를 보내요. 내일 다시 해 주세요.",
            "A number gets {0:N0} codes a day. Try again tomorrow."
        ),
        ["membership.phone_code.too_many_address"] = (
            "이 네트워크에서 하루 {0:N0}번까지 문자를 보낼 수 있어요. 내일 다시 하거나 다른 네트워크에서 해 주세요.",
            "{0:N0} codes a day can be asked for from this network. Try again tomorrow, or from another one."
        ),
        ["membership.phone_code.not_sent"] = (
            "지금 문자를 보내지 못했어요. 아무것도 바뀌지 않았어요. 1분 뒤에 다시 받아 주세요.",
            "The text message could not be sent just now. Nothing has changed. Ask for it again in a minute."
        ),
        ["membership.phone_code.wrong"] = (
            "숫자가 달라요. 문자로 받은 6자리를 확인해 주세요. {0:N0}번 더 할 수 있어요.",
            "The digits are not right. Look at the six digits of the message. {0:N0} tries left."
        ),
        ["membership.phone_code.no_tries_left"] = (
            "입력할 수 있는 횟수를 다 썼어요. 문자를 다시 받아 주세요.",
            "No tries are left. Ask for another message."
        ),
        ["membership.phone_code.expired"] = (
            "확인 시간이 지났어요. 문자를 다시 받아 주세요.",
            "The time for this code is over. Ask for another message."
        ),
        ["membership.phone_code.not_found"] = (
            "진행 중인 휴대폰 확인이 없어요. 문자를 다시 받아 주세요.",
            "There is no such code. Ask for another message."
        ),
        ["membership.phone_code.proof_missing"] = (
            "휴대폰 번호를 문자로 확인해야 해요. 문자를 받아 숫자를 입력해 주세요.",
            "The mobile number must be confirmed. Ask for a text message and enter its digits."
        ),
        ["membership.holder.too_many"] = (
            "보낸 적 없는 계좌의 예금주는 하루 {0:N0}개까지 확인할 수 있어요. 내일 다시 해 주세요. 돈은 움직이지 않았어요.",
            "Holders of accounts never sent to can be looked up for {0:N0} accounts a day. Try again tomorrow. No money has moved."
        ),
        ["membership.linking.account_checks_today"] = (
            "이 계좌는 오늘 {0:N0}번 확인했어요. 더 보내지 않았어요. 내일 다시 하거나 다른 계좌를 연결해 주세요.",
            "This account was checked {0:N0} times today. Nothing more was sent. Try again tomorrow, or link another account."
        ),
        ["membership.linking.account_checks_spent"] = (
            "이 계좌는 숫자가 맞지 않은 확인이 너무 많았어요. 더 보내지 않았어요. {0:yyyy-MM-dd}부터 다시 하거나 다른 계좌를 연결해 주세요.",
            "This account was checked too often without the right digits. Nothing more was sent. "
                + "Try again from {0:yyyy-MM-dd}, or link another account."
        ),
        ["membership.linking.check_failed"] = (
            "확인용 1원을 보내지 못했어요. 계좌 상태를 확인하고 다시 해 주세요.",
            "We could not send the 1-won check. Make sure the account is usable and try again."
        ),
        ["membership.linking.check_unknown"] = (
            "은행이 아직 답하지 않았어요. 잠시 뒤 같은 계좌로 다시 해 주세요. 회원님 돈은 움직이지 않았어요.",
            "The bank has not answered yet. Try again with the same account in a while. None of your money has moved."
        ),
        ["membership.linking.code_wrong"] = (
            "숫자가 달라요. 입금자 이름 끝의 숫자 4자리를 확인해 주세요. {0:N0}번 더 할 수 있어요.",
            "The digits are not right. Look for the four digits at the end of the depositor's name. {0:N0} tries left."
        ),
        ["membership.linking.no_tries_left"] = (
            "입력할 수 있는 횟수를 다 썼어요. 계좌 확인을 처음부터 다시 해 주세요.",
            "No tries are left. Start the account check again."
        ),
        ["membership.linking.check_expired"] = (
            "확인 시간이 지났어요. 계좌 확인을 처음부터 다시 해 주세요.",
            "The time for this check is over. Start the account check again."
        ),
        ["membership.linking.check_not_found"] = (
            "진행 중인 계좌 확인이 없어요. 처음부터 다시 해 주세요.",
            "There is no such account check. Please start again."
        ),
        ["membership.linking.code_missing"] = (
            "입금자 이름 끝의 숫자 4자리를 먼저 입력해 주세요.",
            "First enter the four digits at the end of the depositor's name."
        ),
        ["membership.linking.consent_missing"] = (
            "출금에 동의하면 계좌를 연결할 수 있어요.",
            "Agree to withdrawals to link the account."
        ),
        ["membership.linking.not_found"] = (
            "연결된 계좌를 찾을 수 없어요. 계좌 목록을 다시 확인해 주세요.",
            "We could not find this linked account. Look at your list of accounts again."
        ),

        ["membership.closing.money_left"] = (
            "아직 {0:N0}원이 남아 있어요. 계좌로 모두 보낸 뒤 탈퇴해 주세요.",
            "There are still {0:N0} won. Move them to your account, then close your membership."
        ),
        ["membership.closing.password_wrong"] = (
            "로그인 비밀번호가 달라요. 다시 입력해 주세요.",
            "The sign-in password is not right. Enter it again."
        ),
    };
}
