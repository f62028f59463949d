using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Money;

/// <summary>
/// A charge or a withdrawal: money between a member's wallet and an own linked account. One row from the first press to
/// the end.
/// </summary>
internal sealed class BankMove
{
    public Guid Id { get; init; }

    public BankDirection Direction { get; init; }

    public MemberId Member { get; init; }

    public LinkedAccountId Account { get; init; }

    /// <summary>Bank and last digits, as the member knows it.</summary>
    public required string AccountLabel { get; init; }

    public Won Amount { get; init; }

    /// <summary>Who wanted the charge; a withdrawal is always made by hand.</summary>
    public ChargeOrigin Origin { get; init; }

    public BankCallId Call { get; init; }

    public MoveState State { get; set; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? FailureCode { get; set; }

    /// <summary>The bank's own codes, for whoever helps the member.</summary>
    public string? FailureDetail { get; set; }

    public Refusal? Failure => FailureCode is null ? null : new(RefusalKind.Conflict, FailureCode, FailureDetail ?? "");

    /// <summary>The kind of slip a charge is booked by: what a rule charged reads differently in the history.</summary>
    public string SlipKind => Origin == ChargeOrigin.Hand ? "charge" : "auto-charge";

    public ChargeView ToCharge(Won balance) => new(Id, Amount, State, AccountLabel, balance, At, Failure, Origin);

    public void End(MoveState state, DateTimeOffset at, Refusal? failure)
    {
        (State, EndedAt, FailureCode, FailureDetail) = (
            state,
            at,
            failure?.Code,
            failure?.Args.FirstOrDefault()?.ToString()
        );
    }
}

internal sealed class BankMoveTable : IEntityTypeConfiguration<BankMove>
{
    public void Configure(EntityTypeBuilder<BankMove> move)
    {
        move.ToTable(
            "money_bank_move",
            table => table.HasCheckConstraint("ck_money_bank_move_amount", "\"Amount\" > 0")
        );
        move.HasKey(m => m.Id);
        move.Property(m => m.Direction).HasConversion<string>().HasMaxLength(8);
        move.Property(m => m.State).HasConversion<string>().HasMaxLength(12);
        move.Property(m => m.Origin).HasConversion<string>().HasMaxLength(12).HasDefaultValue(ChargeOrigin.Hand);
        move.Ignore(m => m.Failure);
        move.Ignore(m => m.SlipKind);
        move.HasIndex(m => new { m.Member, m.State });
        move.HasIndex(m => m.At);
        move.HasIndex(m => new { m.Account, m.State });
    }
}
