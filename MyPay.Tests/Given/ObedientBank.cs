using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Tests.Given;

/// <summary>
/// A bank that does as the test says and books outcomes through the registered handlers, as Banking does.
/// Without orders every account belongs to <see cref="Holder"/> and every transfer succeeds.
/// </summary>
internal sealed class ObedientBank(IServiceScopeFactory scopes, Journal journal) : IFirmBank
{
    public const string CorporateAccount = "kb";
    private readonly ConcurrentDictionary<BankCallId, Call> calls = new();

    /// <summary>Whose account it is, as the bank says.</summary>
    public string Holder { get; set; } = "김지우";

    /// <summary>How the next transfers end: Succeeded, Failed or Unknown.</summary>
    public BankCallState Outcome { get; set; } = BankCallState.Succeeded;

    /// <summary>What the bank says to any service of any account; null is yes.</summary>
    public Refusal? ServiceRefusal { get; set; }

    public Refusal Failure { get; set; } = new(RefusalKind.Conflict, "banking.account.blocked");

    public int Inquiries { get; private set; }

    /// <summary>What really went out, in order.</summary>
    public ConcurrentQueue<BankInstruction> Sent { get; } = new();

    public Task<IReadOnlyList<BankView>> BanksAsync(BankService service, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<BankView>>([
            new("004", "KB국민", "KB Kookmin", true, null),
            new("088", "신한", "Shinhan", true, null),
        ]);

    public Task<Result<AccountHolder>> InquireHolderAsync(HolderInquiry inquiry, CancellationToken ct = default)
    {
        Inquiries++;
        return Task.FromResult<Result<AccountHolder>>(
            ServiceRefusal is { } no ? no : new AccountHolder(inquiry.Bank, inquiry.Number, Holder)
        );
    }

    public Task<Result<Done>> CheckServiceAsync(
        BankService service,
        string bank,
        string? number,
        CancellationToken ct = default
    ) => Task.FromResult<Result<Done>>(ServiceRefusal is { } no ? no : default(Done));

    public BankCallId Prepare(JournalWrite write, BankInstruction instruction)
    {
        var id = new BankCallId(NewId.At(write.Now));
        calls[id] = new Call(instruction) { Handler = instruction.Purpose };
        return id;
    }

    public async Task<BankCallView> SendAsync(BankCallId call, CancellationToken ct = default)
    {
        var row = calls[call];
        if (!row.TrySend())
            return View(call, row);

        Sent.Enqueue(row.Instruction);
        await EndAsync(call, Outcome);
        return View(call, row);
    }

    /// <summary>The answer that came late: an unknown call becomes certain.</summary>
    public Task SettleAsync(BankInstruction sent, bool succeeded) =>
        EndAsync(
            calls.Single(c => ReferenceEquals(c.Value.Instruction, sent)).Key,
            succeeded ? BankCallState.Succeeded : BankCallState.Failed
        );

    public Task<bool> IsUnderWayAsync(BankCallId call, CancellationToken ct = default) => Task.FromResult(false);

    public Task<BankCallView?> FindAsync(BankCallId call, CancellationToken ct = default) =>
        Task.FromResult(calls.TryGetValue(call, out var row) ? View(call, row) : null);

    public Task<int> InquireDueAsync(CancellationToken ct = default) => Task.FromResult(0);

    private async Task EndAsync(BankCallId id, BankCallState state)
    {
        var row = calls[id];
        using var scope = scopes.CreateScope();
        var handler = scope.ServiceProvider.GetServices<IBankCallHandler>().Single(h => h.Purpose == row.Handler);
        var booked = await journal.WriteAsync<Done>(write =>
        {
            if (state is BankCallState.Succeeded or BankCallState.Failed)
                handler.Settle(
                    write,
                    new(
                        id,
                        row.Instruction,
                        CorporateAccount,
                        state == BankCallState.Succeeded,
                        state == BankCallState.Failed ? Failure : null
                    )
                );
            else
                handler.StillOpen(write, id, row.Instruction);
            return default(Done);
        });
        booked.Granted();
        row.State = state;
    }

    private BankCallView View(BankCallId id, Call row) =>
        new(id, row.State, row.State == BankCallState.Failed ? Failure : null, null);

    private sealed class Call(BankInstruction instruction)
    {
        private int sent;

        public BankInstruction Instruction => instruction;

        public required string Handler { get; init; }

        public BankCallState State { get; set; } = BankCallState.Sending;

        public bool TrySend() => Interlocked.Exchange(ref sent, 1) == 0;
    }
}
