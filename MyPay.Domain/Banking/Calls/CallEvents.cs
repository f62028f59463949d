using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Banking.Calls;

/// <summary>Something heard of a call: its direct answer, an inquiry, a decision. Written once.</summary>
internal sealed class CallEventRow
{
    public long Id { get; init; }

    public BankCallId Call { get; init; }

    public BankCallStep Step { get; init; }

    public DateTimeOffset At { get; init; }

    public BankCallState State { get; init; }

    public string? RspCode { get; init; }

    public string? BankRspCode { get; init; }

    public string? Message { get; init; }

    public int? LatencyMs { get; init; }

    public static void Add(JournalWrite write, BankCall call, BankCallStep step, WireAnswer? answer, int? latencyMs)
    {
        write.Db.Add(
            new CallEventRow
            {
                Call = call.Id,
                Step = step,
                At = write.Now,
                State = call.State,
                RspCode = answer?.RspCode,
                BankRspCode = answer?.BankRspCode,
                Message = answer?.Message,
                LatencyMs = latencyMs,
            }
        );
        write.Touch(BankTopics.Calls);
    }

    public BankCallEvent View() => new(Step, At, State, RspCode, BankRspCode, Message, LatencyMs);
}

internal sealed class CallEventTable : IEntityTypeConfiguration<CallEventRow>
{
    public void Configure(EntityTypeBuilder<CallEventRow> heard)
    {
        heard.ToTable("banking_call_event");
        heard.Property(e => e.Step).HasConversion<string>().HasMaxLength(16);
        heard.Property(e => e.State).HasConversion<string>().HasMaxLength(16);
        heard.HasIndex(e => e.Call);
    }
}
