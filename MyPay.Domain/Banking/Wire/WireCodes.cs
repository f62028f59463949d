using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking.Wire;

/// <summary>
/// What an answer of the bank means. Success only with A0000 and 000; any code not known as a certain no is Unknown.
/// </summary>
internal enum WireVerdict
{
    Succeeded,
    Failed,
    Unknown,

    /// <summary>On a result inquiry: no such original transaction. Believed only after a grace time.</summary>
    NeverHappened,
}

/// <summary>The code table of the wire (reference/korean-payments.md §3.3).</summary>
internal static class WireCodes
{
    /// <summary>Our own mark for a call that could not be sent at all.</summary>
    public const string NotSent = "NOT-SENT";

    /// <summary>Our own mark for a call that two people decided.</summary>
    public const string Decided = "DECIDED";

    private static readonly HashSet<string> CentreFailures = new(StringComparer.Ordinal)
    {
        "A0004",
        "A0005",
        "A0010",
        "A0011",
        "A0012",
        "A0013",
        "A0301",
        "A0302",
        "A0303",
        "A0304",
        "A0307",
        "A0318",
        "A0321",
        "A0322", // request, rights
        "A0101",
        "A0102",
        "A0106",
        "A0103",
        "A0104",
        "A0105",
        "A0111",
        "A0112",
        "A0327", // limits
        "A0305",
        "A0316",
        "A0332",
        "A0334",
        "A0306",
        "A0319",
        "A0014",
        "A0019",
        "A0313",
        "A0324",
        "A0325",
        "A0337", // consent, user
        "A0312",
        "A0314",
        "A0317",
        "A0323", // account
    };

    private static readonly HashSet<string> BankFailures = new(StringComparer.Ordinal)
    {
        "412",
        "413",
        "414",
        "415",
        "416",
        "417",
        "418",
        "419",
        "420",
        "421",
        "422",
        "424",
        "425",
        "426",
        "427",
        "428",
        "452",
        "461",
        "463",
        "464",
        "467",
        "468",
        "470",
        "471",
        "472",
        "473",
        "474",
        "475",
        "476",
        "477",
        "490",
        "499",
        "551",
        "555",
        "556",
        "815", // account, user
        "453",
        "454",
        "455",
        "456",
        "458", // money, limits
    };

    public static WireVerdict Judge(string? rspCode, string? bankRspCode) =>
        (rspCode, bankRspCode) switch
        {
            ("A0000", "000") => WireVerdict.Succeeded,
            ("A0310" or "A0018", _) or (_, "701") => WireVerdict.NeverHappened,
            ("A0000" or "A0002" or "A0009", { } bank) when BankFailures.Contains(bank) => WireVerdict.Failed,
            ({ } centre, _) when CentreFailures.Contains(centre) => WireVerdict.Failed,
            _ => WireVerdict.Unknown,
        };

    /// <summary>
    /// A certain no in words a member understands; the bank's own codes go along for whoever helps them.
    /// </summary>
    public static Refusal Refusal(string? rspCode, string? bankRspCode)
    {
        var codes = $"{rspCode}/{bankRspCode}";
        var reason = bankRspCode switch
        {
            "412" or "413" or "414" => "banking.account.not_found",
            "415" => "banking.account.closed",
            "453" or "454" => "banking.account.short",
            "455" or "456" or "458" => "banking.account.limit",
            "461" or "815" or "417" => "banking.account.holder_differs",
            "701" => "banking.call.never_happened",
            { } other when BankFailures.Contains(other) => "banking.account.blocked",
            _ => rspCode switch
            {
                NotSent => "banking.call.not_sent",
                "A0312" => "banking.account.holder_differs",
                "A0310" or "A0018" or Decided => "banking.call.never_happened",
                "A0101" or "A0102" or "A0103" or "A0104" or "A0105" or "A0106" or "A0111" or "A0112" or "A0327" =>
                    "banking.account.limit",
                _ => "banking.call.refused",
            },
        };
        return new(RefusalKind.Conflict, reason, codes);
    }
}
