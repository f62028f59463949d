using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Platform.Policies;

/// <summary>
/// One number the product goes by, such as the balance cap. Declared by the module that obeys it; an admin changes it
/// with four eyes, from a date on.
/// </summary>
/// <param name="Name">Stored; never renamed: <c>cap.verified</c>.</param>
/// <param name="Default">Without a row.</param>
/// <param name="Least">The smallest value that makes sense.</param>
/// <param name="Most">The largest.</param>
/// <param name="Unit"><c>won</c>, <c>hours</c>, <c>minutes</c>, <c>tries</c>, <c>times</c>.</param>
/// <param name="NameKo">What it is called.</param>
/// <param name="NameEn">The same in English.</param>
public sealed record Policy(
    string Name,
    long Default,
    long Least,
    long Most,
    string Unit,
    string NameKo,
    string NameEn
);

/// <summary>
/// Policies by date. Rows are never edited: a change is a new row, and of one date the latest row counts.
/// </summary>
public static class PolicyBook
{
    /// <summary>The value on a KST date.</summary>
    public static long ValueOn(MyPayDb db, Policy policy, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(policy);
        var row = db.Set<PolicyRow>()
            .AsNoTracking()
            .Where(p => p.Name == policy.Name && p.From <= date)
            .OrderByDescending(p => p.From)
            .ThenByDescending(p => p.Id)
            .FirstOrDefault();
        return row?.Value ?? policy.Default;
    }

    /// <summary>The values of several policies on a KST date, by one query.</summary>
    public static IReadOnlyDictionary<Policy, long> ValuesOn(MyPayDb db, IReadOnlyList<Policy> policies, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(policies);
        var names = policies.Select(policy => policy.Name).ToList();
        return ValuesOf(
            policies,
            db.Set<PolicyRow>().AsNoTracking().Where(p => names.Contains(p.Name) && p.From <= date)
        );
    }

    /// <summary>
    /// The same inside a write, on the way of every transfer. The book is small: a row for each change there ever was.
    /// </summary>
    public static IReadOnlyDictionary<Policy, long> ValuesOn(
        JournalWrite write,
        IReadOnlyList<Policy> policies,
        DateOnly date
    )
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(policies);
        return ValuesOf(policies, write.Where<PolicyRow>(RowTest.To(nameof(PolicyRow.From), date)));
    }

    private static Dictionary<Policy, long> ValuesOf(IReadOnlyList<Policy> policies, IEnumerable<PolicyRow> rows)
    {
        var latest = rows.OrderBy(p => p.From)
            .ThenBy(p => p.Id)
            .GroupBy(p => p.Name)
            .ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        return policies.ToDictionary(policy => policy, policy => latest.GetValueOrDefault(policy.Name, policy.Default));
    }
}

/// <summary>A policy's value from a date on.</summary>
public sealed class PolicyRow
{
    /// <summary>Its number.</summary>
    public int Id { get; init; }

    /// <summary>See <see cref="Policy"/>.</summary>
    public required string Name { get; init; }

    /// <summary>In the policy's unit.</summary>
    public long Value { get; init; }

    /// <summary>KST.</summary>
    public DateOnly From { get; init; }

    /// <summary>When it was agreed, UTC.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public string Maker { get; init; } = "";

    /// <summary>Who agreed.</summary>
    public string Checker { get; init; } = "";
}

internal sealed class PolicyTable : IEntityTypeConfiguration<PolicyRow>
{
    public void Configure(EntityTypeBuilder<PolicyRow> policy)
    {
        policy.ToTable("policy_value");
        policy.Property(p => p.Name).HasMaxLength(40);
        policy.HasIndex(p => new { p.Name, p.From });
    }
}

/// <summary>What policies say today, for pages.</summary>
public interface IPolicies
{
    /// <summary>The value on today's KST date.</summary>
    Task<long> TodayAsync(Policy policy);
}

internal sealed class PoliciesOfToday(MyPayDb db, TimeProvider clock) : IPolicies
{
    public Task<long> TodayAsync(Policy policy) =>
        Task.FromResult(PolicyBook.ValueOn(db, policy, Kernel.SeoulTime.Today(clock)));
}
