using MyPay.Domain.Banking.Directory;

namespace MyPay.Domain.Banking;

/// <summary>
/// Banks by name where nothing can be asked: behind an account that stands for years, and inside labels that were
/// booked in Korean, such as <c>KB국민은행 78901</c>. The names are those of the directory as this process last read it,
/// and those that banks had before.
/// </summary>
public static class BankNames
{
    private static volatile Known known = new(BankCatalog.Banks);

    /// <summary>What a bank is called now; null for a code that the directory has not.</summary>
    public static BankName? Of(string code) => known.ByCode.GetValueOrDefault(code);

    /// <summary>The label with its bank's English name; as it is when no bank of the directory begins it.</summary>
    public static string InEnglish(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        foreach (var (ko, en) in known.Spoken)
            if (label.StartsWith(ko, StringComparison.Ordinal))
                return en + label[ko.Length..];
        return label;
    }

    /// <summary>The directory was read.</summary>
    internal static void Learn(IReadOnlyList<BankRow> banks) => known = new(banks);

    private sealed class Known(IReadOnlyList<BankRow> banks)
    {
        public Dictionary<string, BankName> ByCode { get; } =
            banks.ToDictionary(
                bank => bank.Code,
                bank => new BankName(bank.NameKo, bank.NameEn),
                StringComparer.Ordinal
            );

        /// <summary>The longest name first: one bank's name may begin another's.</summary>
        public IReadOnlyList<(string Ko, string En)> Spoken { get; } =
        [
            .. banks
                .SelectMany(bank => bank.Former.Prepend(bank.NameKo).Select(name => (Ko: name, En: bank.NameEn)))
                .OrderByDescending(name => name.Ko.Length),
        ];
    }
}
