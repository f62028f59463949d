namespace MyPay.Domain.Banking;

/// <summary>Names of Banking's runtime switches: a service of one bank, or of all.</summary>
public static class BankSwitch
{
    /// <summary>What every name of these begins with.</summary>
    public const string Prefix = "bank:";

    /// <summary>The bank part of a switch for all banks.</summary>
    public const string AllBanks = "all";

    /// <summary><c>bank:004:charge</c>; <c>bank:all:charge</c> without a bank.</summary>
    public static string Of(BankService service, string? bank = null) =>
        Prefix + (bank ?? AllBanks) + ":" + Word(service);

    /// <summary>The service and bank behind a name (bank null: all); null for a name that is none of these.</summary>
    public static (BankService Service, string? Bank)? Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Split(':') is not ["bank", var bank, var word])
            return null;
        foreach (var service in Enum.GetValues<BankService>())
            if (Word(service) == word)
                return (service, bank == AllBanks ? null : bank);
        return null;
    }

    private static string Word(BankService service) =>
        service switch
        {
            BankService.Link => "link",
            BankService.Charge => "charge",
            BankService.Send => "send",
            _ => "payout",
        };
}
