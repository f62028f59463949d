using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MyPay.Domain.Banking.Directory;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Platform.Jobs;

namespace MyPay.Domain.Banking.Calls;

internal sealed class FirmBank(
    BankDirectory directory,
    BankWire wire,
    ResultInquiry inquiry,
    CallOutcomes outcomes,
    MyPayDb db,
    Journal journal,
    DataKeys keys,
    Instances instances,
    IOptions<BankingOptions> options,
    TimeProvider clock,
    ILogger<FirmBank> log
) : IFirmBank
{
    private const int InquiriesARound = 50;

    public Task<IReadOnlyList<BankView>> BanksAsync(BankService service, CancellationToken ct) =>
        directory.ListAsync(service, ct);

    public async Task<Result<Done>> CheckServiceAsync(
        BankService service,
        string bank,
        string? number,
        CancellationToken ct
    )
    {
        if (number is not null && !AccountNumber.IsValid(number))
            return new Refusal(RefusalKind.Invalid, "banking.account.number_invalid");
        var found = await directory.RequireAsync(service, bank, ct);
        return found.TryGet(out _, out var refusal) ? default(Done) : refusal;
    }

    public async Task<Result<AccountHolder>> InquireHolderAsync(HolderInquiry inquiry, CancellationToken ct)
    {
        var number = AccountNumber.Digits(inquiry.Number);
        var usable = await CheckServiceAsync(inquiry.Service, inquiry.Bank, number, ct);
        if (!usable.TryGet(out _, out var refusal))
            return refusal;

        var prepared = await journal.WriteAsync<BankCallId>(
            write =>
                Store(
                    write,
                    BankCallKind.HolderInquiry,
                    "banking.holder-inquiry",
                    inquiry.Service.ToString(),
                    inquiry.Bank,
                    number,
                    inquiry.HolderName ?? "",
                    Won.Zero
                ),
            ct
        );
        if (!prepared.TryGet(out var id, out refusal))
            return refusal;

        var call = await db.Set<BankCall>().AsNoTracking().SingleAsync(c => c.Id == id, ct);
        var started = clock.GetTimestamp();
        var answer = await wire.InquireHolderAsync(
            call.BankTranId,
            inquiry.Bank,
            number,
            inquiry.HolderName,
            inquiry.BirthDate,
            CancellationToken.None
        );
        await outcomes.BookAsync(id, answer, Latency(started), BankCallStep.Answered);

        return answer.Verdict switch
        {
            WireVerdict.Succeeded when !string.IsNullOrWhiteSpace(answer.Holder) => new AccountHolder(
                inquiry.Bank,
                number,
                answer.Holder.Trim()
            ),
            WireVerdict.Failed => WireCodes.Refusal(answer.RspCode, answer.BankRspCode),
            _ => new Refusal(RefusalKind.Unavailable, "banking.inquiry.no_answer"),
        };
    }

    public BankCallId Prepare(JournalWrite write, BankInstruction instruction)
    {
        if (instruction.Amount == Won.Zero)
            throw new ArgumentException("A transfer moves at least one won.", nameof(instruction));
        var kind = instruction.Direction == BankDirection.In ? BankCallKind.Withdraw : BankCallKind.Deposit;
        return Store(
            write,
            kind,
            instruction.Purpose,
            instruction.Reference,
            instruction.Bank,
            instruction.Number,
            instruction.Holder,
            instruction.Amount,
            instruction.PrintContent
        );
    }

    public async Task<BankCallView> SendAsync(BankCallId call, CancellationToken ct)
    {
        // Whoever sets SentAt sends; anybody else only hears the state. After this point the caller's patience no
        // longer matters.
        var claim = await journal.WriteAsync<Claim>(
            write =>
            {
                var row =
                    write.Db.Set<BankCall>().Find(call)
                    ?? throw new InvalidOperationException($"There is no bank call {call}.");
                if (row.SentAt is not null || row.State != BankCallState.Sending || IsTooOld(row, write.Now))
                    return new Claim(false);
                row.SentAt = write.Now;
                return new Claim(true);
            },
            ct
        );

        if (claim.TryGet(out var mine, out _) && mine.Mine)
        {
            var row = await db.Set<BankCall>().AsNoTracking().SingleAsync(c => c.Id == call, CancellationToken.None);
            var secret = JsonSerializer.Deserialize<BankCallSecret>(
                keys.Reveal(row.SecretCipher, BankCall.PlaceOf(call))
            )!;
            var transfer = new WireTransfer(
                row.BankTranId,
                row.Bank,
                secret.Number,
                secret.Holder,
                row.Amount,
                secret.PrintContent
            );
            if (IsTooOld(row, clock.GetUtcNow()))
                return row.View(); // this process stood still: the inquiries decide
            var started = clock.GetTimestamp();
            var answer =
                row.Kind == BankCallKind.Withdraw
                    ? await wire.WithdrawAsync(transfer, CancellationToken.None)
                    : await wire.DepositAsync(transfer, CancellationToken.None);
            await outcomes.BookAsync(call, answer, Latency(started), BankCallStep.Answered);
        }

        return await FindAsync(call, CancellationToken.None)
            ?? throw new InvalidOperationException($"There is no bank call {call}.");
    }

    public async Task<BankCallView?> FindAsync(BankCallId call, CancellationToken ct) =>
        (await db.Set<BankCall>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == call, ct))?.View();

    public async Task<bool> IsUnderWayAsync(BankCallId call, CancellationToken ct)
    {
        if (!instances.AreMany)
            return false;
        var since = clock.GetUtcNow() - options.Value.CallTimeLimit;
        return await db.Set<BankCall>()
            .AnyAsync(c => c.Id == call && c.State == BankCallState.Sending && c.SentAt > since, ct);
    }

    public async Task<int> InquireDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<BankCall>()
            .AsNoTracking()
            .Where(c => c.NextInquiryAt != null && c.NextInquiryAt <= now)
            .OrderBy(c => c.NextInquiryAt)
            .Take(InquiriesARound)
            .ToListAsync(ct);
        // Several at a time, each for itself: neither a silent bank nor an outcome that can't be booked holds up the
        // others.
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.CallsAtOnce, CancellationToken = ct },
            async (call, stop) =>
            {
                try
                {
                    var started = clock.GetTimestamp();
                    var answer = await inquiry.AskAsync(call, stop);
                    log.LogInformation(
                        "Result inquiry {Number} of {TranId}: {Verdict} {Rsp}/{BankRsp}.",
                        call.Inquiries + 1,
                        call.BankTranId,
                        answer.Verdict,
                        answer.RspCode,
                        answer.BankRspCode
                    );
                    await outcomes.BookAsync(call.Id, answer, Latency(started), BankCallStep.Inquired);
                }
                catch (Exception failure) when (!stop.IsCancellationRequested)
                {
                    log.LogError(
                        failure,
                        "The result of bank call {TranId} could not be booked; it is asked for again.",
                        call.BankTranId
                    );
                }
            }
        );
        return due.Count;
    }

    private BankCallId Store(
        JournalWrite write,
        BankCallKind kind,
        string purpose,
        string reference,
        string bank,
        string number,
        string holder,
        Won amount,
        string printContent = ""
    )
    {
        var id = new BankCallId(NewId.At(write.Now));
        var tranId = BankTranIds.New(options.Value);
        var isTransfer = kind != BankCallKind.HolderInquiry;
        write.Db.Add(
            new BankCall
            {
                Id = id,
                BankTranId = tranId,
                BankTranDate = SeoulTime.DateOf(write.Now),
                Kind = kind,
                Purpose = purpose,
                Reference = reference,
                Bank = bank,
                SecretCipher = keys.Protect(
                    JsonSerializer.Serialize(new BankCallSecret(number, holder, printContent)),
                    BankCall.PlaceOf(id)
                ),
                MaskedNumber = AccountNumber.Mask(number),
                MaskedHolder = AccountNumber.MaskHolder(holder),
                Amount = amount,
                CorporateAccount = options.Value.CorporateKey,
                State = BankCallState.Sending,
                CreatedAt = write.Now,
                SentAt = isTransfer ? null : write.Now,
                // Set before anything is sent: should the process die on the way, the inquiry job finds the call by
                // itself.
                NextInquiryAt = InquiryRules.FirstAfter(write.Now),
                MaskedPayload = JsonSerializer.Serialize(
                    new
                    {
                        tranId,
                        kind = kind.ToString(),
                        bank,
                        number = AccountNumber.Mask(number),
                        amount = amount.Amount,
                    }
                ),
            }
        );
        return id;
    }

    private static bool IsTooOld(BankCall call, DateTimeOffset now) => now - call.CreatedAt > InquiryRules.Sendable;

    private int Latency(long started) => (int)clock.GetElapsedTime(started).TotalMilliseconds;

    private readonly record struct Claim(bool Mine);
}
