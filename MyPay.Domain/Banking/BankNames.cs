using MyPay.Domain.Banking.Directory;

namespace MyPay.Domain.Banking;

/// <summary>Banks inside labels that were booked in Korean, such as <c>KB국민은행 78901</c>.</summary>
public static class BankNames
{
    /// <summary>The label with its bank's English name; as it is when no bank of the directory begins it.</summary>
    public static string InEnglish(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        foreach (var bank in BankCatalog.Banks)
            if (label.StartsWith(bank.NameKo, StringComparison.Ordinal)) return bank.NameEn + label[bank.NameKo.Length..];
        return label;
    }
}
