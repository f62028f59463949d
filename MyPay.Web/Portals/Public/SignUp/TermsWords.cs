using MyPay.Domain.Membership;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Public.SignUp;

/// <summary>What a set of terms is called, and what it says in a breath.</summary>
internal static class TermsWords
{
    public static string Title(Terms terms) => T(terms.TitleKo, terms.TitleEn);

    public static string Summary(string code) =>
        code switch
        {
            "service" => T(
                "마이머니를 충전하고, 보내고, 결제하는 방법과 서로의 책임을 정해요. 언제든 탈퇴할 수 있고, 남은 돈은 모두 내 계좌로 돌려받아요.",
                "How you charge, send and pay, and what each of us answers for. You may leave at any time and "
                    + "get back all of your money."
            ),
            "e-finance" => T(
                "거래 내역을 5년 동안 보관하고 언제든 보여 드려요. 내 잘못이 아닌 사고로 생긴 손해는 마이 페이가 책임져요.",
                "We keep your transactions for five years and show them whenever you ask. We answer for losses "
                    + "that are not your fault."
            ),
            "privacy" => T(
                "이름, 휴대폰 번호, 이메일, 생년월일을 본인 확인과 거래에 써요. 탈퇴하면 법이 정한 기간이 지난 뒤 지워요.",
                "Your name, mobile number, e-mail and date of birth are used to identify you and carry out "
                    + "transactions. They are erased after the period the law sets."
            ),
            "marketing" => T(
                "혜택과 이벤트 소식을 보내 드려요. 동의하지 않아도 모든 서비스를 쓸 수 있어요.",
                "We tell you about offers and events. Everything works without it."
            ),
            _ => "",
        };
}
