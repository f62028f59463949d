using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Franchise;

/// <summary>The numbers that Franchise obeys.</summary>
public static class FranchisePolicies
{
    /// <summary>Different well-formed API keys of nobody from one network address, in ten minutes.</summary>
    public static readonly Policy WrongKeys = new(
        "key.wrong_address_10min",
        30,
        1,
        10_000,
        "tries",
        "접속 주소의 10분 잘못된 API 키",
        "Wrong API keys from an address in ten minutes"
    );

    /// <summary>All of them, as an admin reads them.</summary>
    public static readonly IReadOnlyList<Policy> All = [WrongKeys];
}
