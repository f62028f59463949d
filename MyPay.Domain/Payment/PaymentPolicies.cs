using MyPay.Domain.Platform.Policies;

namespace MyPay.Domain.Payment;

/// <summary>
/// The numbers that Payment obeys. The 15 minutes of a ready payment are no policy: the API's contract fixes them.
/// </summary>
public static class PaymentPolicies
{
    /// <summary>How long a one-time pay code may be shown.</summary>
    public static readonly Policy CodeMinutes = new(
        "code.minutes",
        3,
        1,
        10,
        "minutes",
        "결제 코드를 쓸 수 있는 시간",
        "Life of a pay code"
    );

    /// <summary>A till asks once before it charges more than this at a time, won.</summary>
    public static readonly Policy TillAsksAbove = new(
        "till.asks_above",
        100_000,
        1_000,
        10_000_000,
        "won",
        "포스가 금액을 한 번 더 묻는 기준",
        "The till asks again above"
    );

    /// <summary>Well-formed pay codes of nobody that a franchise may try in a minute.</summary>
    public static readonly Policy CodeGuesses = new(
        "code.guesses_minute",
        10,
        3,
        100,
        "tries",
        "가맹점이 1분 동안 틀릴 수 있는 결제 코드",
        "Wrong pay codes of a franchise a minute"
    );

    /// <summary>All of them, as an admin reads them.</summary>
    public static readonly IReadOnlyList<Policy> All = [CodeMinutes, TillAsksAbove, CodeGuesses];
}
