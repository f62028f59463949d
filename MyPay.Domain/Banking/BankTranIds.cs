using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking;

/// <summary>
/// The name by which a call to the bank is asked for again: ten characters of the organisation, <c>U</c>, and nine by
/// chance (the bank wire's <c>bank_tran_id</c>, unique a day).
/// </summary>
internal static class BankTranIds
{
    public static string New(BankingOptions options) =>
        $"{options.OrganisationCode}U{Chance.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 9)}";
}
