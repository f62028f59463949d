using MyPay.Domain.Membership;
using MyPay.Web.Localization;

namespace MyPay.Web.Portals.Wallet.Flow;

/// <summary>A linked account by the name its owner knows it by.</summary>
internal static class AccountWords
{
    /// <summary><c>KB국민은행 78901</c>.</summary>
    public static string Of(LinkedAccountView account) =>
        $"{Words.T(account.BankNameKo, account.BankNameEn)} {account.Last}";
}
