namespace MyPay.Domain.Calendar.Rules;

/// <summary>When a holiday that falls on a rest day gives a substitute (대체공휴일).</summary>
internal enum Substitute
{
    /// <summary>Never: 1 January, 6 June, election days, temporary holidays.</summary>
    Never,

    /// <summary>On a Saturday, a Sunday or another holiday.</summary>
    Weekend,

    /// <summary>On a Sunday or another holiday: the three days of Seollal and Chuseok.</summary>
    Sunday,
}

/// <summary>What the rules say of one day.</summary>
/// <param name="IsPublic">A public holiday; otherwise only the banks are closed.</param>
internal sealed record RuleDay(string Ko, string En, bool IsPublic);

/// <summary>A holiday as the law names it.</summary>
/// <param name="From">From when on it counts as a public holiday.</param>
internal sealed record Holiday(string Ko, string En, Substitute Substitute, DateOnly From);
