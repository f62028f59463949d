using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Banking.Statements;

/// <summary>
/// A line the bank has listed once. Never edited: what the bank says later of it is a <see cref="StatementChangeRow"/>.
/// </summary>
internal sealed class StatementLineRow
{
    public long Id { get; init; }

    /// <summary>Key of the corporate account.</summary>
    public required string Account { get; init; }

    public DateOnly Date { get; init; }

    public TimeOnly Time { get; init; }

    /// <summary>Won; what came in is positive.</summary>
    public long Signed { get; init; }

    public long Balance { get; init; }

    public required string PrintContent { get; init; }

    public required string TranType { get; init; }

    public string? BankTranId { get; init; }

    /// <summary>What makes it this line: SHA-256 over its fields and its place among equal ones.</summary>
    public required string Key { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    /// <summary>The same line, seen now. A copy each time: the door may run a command again.</summary>
    public StatementLineRow At(DateTimeOffset now) =>
        new()
        {
            Account = Account,
            Date = Date,
            Time = Time,
            Signed = Signed,
            Balance = Balance,
            PrintContent = PrintContent,
            TranType = TranType,
            BankTranId = BankTranId,
            Key = Key,
            SeenAt = now,
        };

    public StatementLine View() => new(Id, Date, Time, Signed, Balance, PrintContent, BankTranId);
}

/// <summary>A line the bank no longer lists, or lists again. Of one line the last row counts.</summary>
internal sealed class StatementChangeRow
{
    public long Id { get; init; }

    public long Line { get; init; }

    public bool IsGone { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A fetch that has ended, whole or not.</summary>
internal sealed class StatementFetchRow
{
    public long Id { get; init; }

    public required string Account { get; init; }

    public DateOnly Date { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    public int Pages { get; init; }

    public int Lines { get; init; }

    public int Added { get; init; }

    public int Gone { get; init; }

    public bool IsWhole { get; init; }

    /// <summary>The last call's name, codes and text.</summary>
    public required string BankTranId { get; init; }

    public string? RspCode { get; init; }

    public string? BankRspCode { get; init; }

    public string? Message { get; init; }

    public StatementFetch View() => new(StartedAt, Pages, Lines, Added, Gone);
}

internal sealed class StatementLineTable : IEntityTypeConfiguration<StatementLineRow>
{
    public void Configure(EntityTypeBuilder<StatementLineRow> line)
    {
        line.ToTable(
            "banking_statement_line",
            table => table.HasCheckConstraint("ck_banking_statement_line_signed", "\"Signed\" <> 0")
        );
        line.Property(l => l.Key).HasMaxLength(64);
        line.HasIndex(l => new { l.Account, l.Key }).IsUnique();
        line.HasIndex(l => new { l.Account, l.Date });
        line.HasIndex(l => l.BankTranId);
    }
}

internal sealed class StatementChangeTable : IEntityTypeConfiguration<StatementChangeRow>
{
    public void Configure(EntityTypeBuilder<StatementChangeRow> change)
    {
        change.ToTable("banking_statement_change");
        change.HasIndex(c => c.Line);
    }
}

internal sealed class StatementFetchTable : IEntityTypeConfiguration<StatementFetchRow>
{
    public void Configure(EntityTypeBuilder<StatementFetchRow> fetch)
    {
        fetch.ToTable("banking_statement_fetch");
        fetch.HasIndex(f => new { f.Account, f.Date });
    }
}
