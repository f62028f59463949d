using System.Globalization;
using MyPay.Domain.Kernel;

namespace MyPay.Web.Localization;

/// <summary>
/// Gives a refusal its words. The domain speaks codes; this one table speaks Korean and English. Each text says what
/// happened, whether money moved, and what to do. Arguments are format arguments: {0:N0} for an amount.
/// </summary>
public static class RefusalText
{
    // One file of words a module; a code that stands in two of them is a slip of the pen and fails here, at start.
    private static readonly Dictionary<string, (string Ko, string En)> Table = new[]
    {
        PageRefusals.Words,
        SignInRefusals.Words,
        ApiRefusals.Words,
        StorageRefusals.Words,
        BankingRefusals.Words,
        MembershipRefusals.Words,
        FranchiseRefusals.Words,
        MoneyRefusals.Words,
        RemittanceRefusals.Words,
        PaymentRefusals.Words,
        WebhookRefusals.Words,
        CalendarRefusals.Words,
        SettlementRefusals.Words,
        ReconciliationRefusals.Words,
        BackOfficeRefusals.Words,
    }
        .SelectMany(words => words)
        .ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal);

    /// <summary>
    /// Every code that has words of its own; a test holds it against the codes that the domain can say.
    /// </summary>
    public static IReadOnlyCollection<string> Codes => Table.Keys;

    public static string Say(Refusal refusal) => Say(refusal, Words.Language);

    public static string Say(Refusal refusal, string language)
    {
        var text = Table.TryGetValue(refusal.Code, out var own) ? own : Fallback(refusal.Kind);
        try
        {
            return string.Format(CultureInfo.InvariantCulture, language == "en" ? text.En : text.Ko, refusal.Args);
        }
        catch (FormatException)
        {
            // A refusal with too few arguments must still be said: a page that fails while it explains a failure helps
            // nobody.
            var fallback = Fallback(refusal.Kind);
            return language == "en" ? fallback.En : fallback.Ko;
        }
    }

    // Codes without words say only what is surely true of their kind.
    private static (string Ko, string En) Fallback(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => (
                "입력한 내용을 다시 확인해 주세요. 돈은 움직이지 않았어요.",
                "Please check what you entered. No money has moved."
            ),
            RefusalKind.NotFound => (
                "찾을 수 없어요. 주소나 번호를 다시 확인해 주세요.",
                "We could not find it. Please check the address or number."
            ),
            RefusalKind.Conflict => (
                "지금 상태에서는 할 수 없어요. 돈은 움직이지 않았어요. 새로 고침한 뒤 다시 확인해 주세요.",
                "This cannot be done in the present state. No money has moved. Reload and look again."
            ),
            RefusalKind.Forbidden => (
                "이 일을 할 권한이 없어요. 돈은 움직이지 않았어요.",
                "You are not allowed to do this. No money has moved."
            ),
            _ => (
                "지금은 처리하지 못했어요. 내역에서 결과를 확인한 뒤, 이 화면에서 다시 시도해 주세요.",
                "We could not do this right now. Check your history, then try again from this page."
            ),
        };
}
