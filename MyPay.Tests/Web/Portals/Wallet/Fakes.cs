using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;

namespace MyPay.Tests.Web.Portals.Wallet;

/// <summary>People, banks and money of the page tests. What a test does not need is not there, and says so.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 1, 17, 0, TimeSpan.Zero);
    public static readonly MemberId James = new(Guid.Parse("00000000-0000-7000-8000-000000000001"));
    public static readonly MemberCard Jiwoo = new(
        new(Guid.Parse("00000000-0000-7000-8000-000000000002")),
        "지우",
        "010-****-0002"
    );

    public static readonly LinkedAccountView Kookmin = new(
        new(Guid.Parse("00000000-0000-7000-8000-000000000004")),
        "004",
        "KB국민은행",
        "KB Kookmin Bank",
        "***-***-78901",
        "78901",
        "James",
        IsPrimary: true,
        Now
    );

    public static readonly LimitsView Limits = new(
        Won.Of(2_000_000),
        true,
        Won.Of(2_000_000),
        Won.Of(10_000_000),
        Won.Of(10_000_000),
        Won.Of(50_000_000),
        Won.Of(50_000_000),
        Won.Of(10_000)
    );
}

internal sealed class FakeWallets : IWallets
{
    public Won Balance { get; set; } = Won.Of(35_000);

    /// <summary>How the top-up rule answers an amount.</summary>
    public Func<Won, Task<Result<TopUpPlan>>>? Plan { get; set; }

    public Queue<Result<ChargeView>> Charges { get; } = [];

    public List<ChargeRequest> Asked { get; } = [];

    public Task<WalletView> FindAsync(MemberId member, CancellationToken ct = default) =>
        Task.FromResult(new WalletView(Balance, Won.Zero, Won.Zero, Given.Limits.Cap));

    public Task<Result<ChargeView>> ChargeAsync(ChargeRequest request, CancellationToken ct = default)
    {
        Asked.Add(request);
        return Task.FromResult(Charges.Dequeue());
    }

    public Task<Result<TopUpPlan>> PlanTopUpAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        CancellationToken ct = default
    ) =>
        Plan is not null
            ? Plan(amount)
            : Task.FromResult<Result<TopUpPlan>>(new TopUpPlan(Balance, Won.Zero, Won.Zero, null, null));

    public Task<LimitsView> LimitsAsync(MemberId member, CancellationToken ct = default) =>
        Task.FromResult(Given.Limits);

    public Task<IReadOnlyList<OpenBankMove>> OpenMovesAsync(MemberId member, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<OpenBankMove>>([]);

    public Task<ChargeView?> FindChargeAsync(MemberId member, Guid charge, CancellationToken ct = default) =>
        Task.FromResult<ChargeView?>(null);

    public Task<Result<WithdrawalView>> WithdrawAsync(WithdrawRequest request, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<Result<TopUpPlan>> CoverAsync(
        MemberId member,
        Won amount,
        TopUpReason reason,
        Once intent,
        CancellationToken ct = default
    ) => throw new NotSupportedException();
}

internal sealed class FakeRemittances : IRemittances
{
    public bool FirstTime { get; set; }

    /// <summary>What sending comes to, press by press.</summary>
    public Queue<Task<Result<RemittanceView>>> Outcomes { get; } = [];

    public List<SendToMember> Sent { get; } = [];

    public static RemittanceView View(long amount, RemittanceState state = RemittanceState.Done) =>
        new(
            Guid.Parse("00000000-0000-7000-8000-00000000000a"),
            false,
            "지우",
            null,
            Won.Of(amount),
            null,
            state,
            false,
            Won.Zero,
            Won.Zero,
            Given.Now,
            null,
            null,
            null
        );

    public Task<Result<RemittanceView>> SendToMemberAsync(SendToMember request, CancellationToken ct = default)
    {
        Sent.Add(request);
        return Outcomes.Count > 0
            ? Outcomes.Dequeue()
            : Task.FromResult<Result<RemittanceView>>(View(request.Amount.Amount));
    }

    public Task<bool> IsFirstTimeAsync(MemberId sender, MemberId receiver, CancellationToken ct = default) =>
        Task.FromResult(FirstTime);

    public Task<RemittanceView?> FindAsync(MemberId member, Guid remittance, CancellationToken ct = default) =>
        Task.FromResult<RemittanceView?>(null);

    public Task<IReadOnlyDictionary<Guid, Envelope>> EnvelopesAsync(
        MemberId member,
        IReadOnlyCollection<Guid> remittances,
        CancellationToken ct = default
    ) => Task.FromResult<IReadOnlyDictionary<Guid, Envelope>>(new Dictionary<Guid, Envelope>());

    public Task<Result<RemittanceView>> SendToBankAsync(SendToBank request, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<Result<RemittanceView>> AcceptAsync(
        MemberId receiver,
        Guid remittance,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<RemittanceView>> RefuseAsync(
        MemberId receiver,
        Guid remittance,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<RemittanceView>> CancelAsync(MemberId sender, Guid remittance, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<int> ReturnExpiredAsync(CancellationToken ct = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<RemittanceView>> WaitingAsync(MemberId member, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<RemittanceView>>([]);

    public Task<IReadOnlyList<RemittanceView>> OpenAtBankAsync(MemberId member, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<RemittanceView>>([]);
}

internal sealed class FakeMembers : IMembers
{
    public Task<IReadOnlyList<MemberCard>> FindReceiversAsync(
        MemberId asker,
        string typed,
        CancellationToken ct = default
    ) => Task.FromResult<IReadOnlyList<MemberCard>>(typed == "010-1234-0002" ? [Given.Jiwoo] : []);

    public Task<MemberView?> FindAsync(MemberId member, CancellationToken ct = default) =>
        Task.FromResult<MemberView?>(
            new(
                member,
                "1",
                "james@mypay.test",
                "James",
                "01012340001",
                new(1990, 5, 14),
                "ko",
                MemberState.Active,
                Given.Now
            )
        );

    public Task<Result<MemberView>> SignUpAsync(SignUpForm form, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<Result<SignUpDraft>> PrepareSignUpAsync(
        SignUpForm form,
        string? address,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<MemberView>> SignUpAsync(SignUpDraft draft, PhoneProof proof, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public IReadOnlyList<Refusal> CheckSignUp(SignUpForm form) => throw new NotSupportedException();

    public Task<IReadOnlyList<ConsentView>> ConsentsAsync(MemberId member, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<MemberView?> FindBySignInAsync(string signInId, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public bool IsActive(MyPay.Domain.Ledger.JournalWrite write, MemberId member) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<MemberId, MemberCard>> ReceiverCardsAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<MemberId, MemberCard>> CardsAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<MemberView>> ChangeProfileAsync(
        MemberId member,
        ProfileChange change,
        Actor by,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<Done>> ChangeLanguageAsync(MemberId member, string language, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<Result<Done>> CloseAsync(MemberId member, string password, CancellationToken ct = default) =>
        throw new NotSupportedException();
}

internal sealed class FakeReceivers(IMembers members, IFirmBank bank) : IReceivers
{
    public async Task<Result<FoundReceivers>> FindAsync(
        MemberId asker,
        string? typed,
        CancellationToken ct = default
    ) => new FoundReceivers(await members.FindReceiversAsync(asker, typed ?? "", ct));

    public Task<Result<AccountHolder>> NameHolderAsync(HolderQuestion question, CancellationToken ct = default) =>
        bank.InquireHolderAsync(new(BankService.Send, question.Bank, question.Number, null, null), ct);
}

internal sealed class FakeContacts : IContacts
{
    public static readonly Contact Account = new(
        Guid.Parse("00000000-0000-7000-8000-00000000000c"),
        null,
        "김하늘",
        "집주인",
        null,
        "088",
        "신한은행 56789",
        true,
        Given.Now
    );

    public List<Contact> All { get; } =
    [
        new(
            Guid.Parse("00000000-0000-7000-8000-00000000000b"),
            Given.Jiwoo.Id,
            Given.Jiwoo.Name,
            null,
            Given.Jiwoo.MaskedPhone,
            null,
            null,
            false,
            Given.Now
        ),
    ];

    public Task<IReadOnlyList<Contact>> ListAsync(MemberId owner, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<Contact>>([.. All]);

    public Task<Result<Done>> StarAsync(MemberId owner, Guid contact, bool starred, CancellationToken ct = default) =>
        ChangeAsync(contact, c => c with { Starred = starred });

    public Task<Result<Done>> NameAsync(
        MemberId owner,
        Guid contact,
        string? nickname,
        CancellationToken ct = default
    ) => ChangeAsync(contact, c => c with { Nickname = nickname });

    public Task<Result<Done>> RemoveAsync(MemberId owner, Guid contact, CancellationToken ct = default)
    {
        All.RemoveAll(c => c.Id == contact);
        return Task.FromResult<Result<Done>>(default(Done));
    }

    public Task<ContactAccount?> FindAccountAsync(MemberId owner, Guid contact, CancellationToken ct = default) =>
        Task.FromResult(contact == Account.Id ? new ContactAccount("088", "110123456789") : null);

    private Task<Result<Done>> ChangeAsync(Guid contact, Func<Contact, Contact> change)
    {
        All[All.FindIndex(c => c.Id == contact)] = change(All.Find(c => c.Id == contact)!);
        return Task.FromResult<Result<Done>>(default(Done));
    }
}

internal sealed class FakePins : IPins
{
    public PinState State { get; set; } = PinState.Set;

    public Task<PinState> StateAsync(MemberId member, CancellationToken ct = default) => Task.FromResult(State);

    public Task<Result<Done>> VerifyAsync(MemberId member, string pin, CancellationToken ct = default) =>
        Task.FromResult<Result<Done>>(
            pin == "258039" ? default(Done) : new Refusal(RefusalKind.Forbidden, "membership.pin.wrong", 4L)
        );

    public Task<Result<Done>> SetAsync(MemberId member, string pin, Actor? by, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Result<Done> CheckRules(string pin, DateOnly birthDate, string phone) => throw new NotSupportedException();
}

internal sealed class FakeLinkedAccounts : ILinkedAccounts
{
    public IReadOnlyList<LinkedAccountView> Accounts { get; set; } = [Given.Kookmin];

    public Task<IReadOnlyList<LinkedAccountView>> ListAsync(MemberId member, CancellationToken ct = default) =>
        Task.FromResult(Accounts);

    public Task<LinkedAccountSecret?> FindSecretAsync(
        MemberId member,
        LinkedAccountId account,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<AccountCheckView>> StartAsync(
        MemberId member,
        string bank,
        string number,
        string holderName,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<AccountCheckView>> EnterCodeAsync(
        MemberId member,
        Guid check,
        string code,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<LinkedAccountView>> ConsentAsync(
        MemberId member,
        Guid check,
        bool consented,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<Done>> MakePrimaryAsync(
        MemberId member,
        LinkedAccountId account,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<Result<Done>> UnlinkAsync(MemberId member, LinkedAccountId account, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<bool> IsVerifiedAsync(MemberId member, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public bool IsVerified(MyPay.Domain.Ledger.MyPayDb db, MemberId member) => throw new NotSupportedException();
}

internal sealed class FakeMovements : IMovements
{
    public List<Movement> Rows { get; } = [];

    public List<MovementFilter> Filters { get; } = [];

    public Task<MovementPage> ListAsync(
        MemberId member,
        MovementFilter filter,
        long? before,
        int limit,
        CancellationToken ct = default
    )
    {
        Filters.Add(filter);
        var found = Rows.Where(r => before is null || r.Number < before).OrderByDescending(r => r.Number).ToList();
        var page = found.Take(limit).ToList();
        return Task.FromResult(new MovementPage(page, found.Count > limit ? page[^1].Number : null));
    }

    public Task<MovementTotals> TotalsAsync(MemberId member, MovementFilter filter, CancellationToken ct = default) =>
        Task.FromResult(
            new MovementTotals(
                Rows.Count,
                Won.Of(Rows.Where(r => r.Signed > 0).Sum(r => r.Signed)),
                Won.Of(-Rows.Where(r => r.Signed < 0).Sum(r => r.Signed))
            )
        );

    public Task<Movement?> FindBySourceAsync(MemberId member, string source, CancellationToken ct = default) =>
        Task.FromResult<Movement?>(null);

    public Task<Movement?> FindAsync(MemberId member, long number, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Movement>> ForwardAsync(
        MemberId member,
        MovementFilter filter,
        long after,
        int limit,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public IAsyncEnumerable<Movement> ExportAsync(
        MemberId member,
        MovementFilter filter,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public Task<IReadOnlyList<MonthFlow>> MonthsAsync(MemberId member, int months, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<MonthFlow>>([new(new(2026, 11, 1), Won.Zero, Won.Zero)]);
}

internal sealed class FakeBank : IFirmBank
{
    public Task<IReadOnlyList<BankView>> BanksAsync(BankService service, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<BankView>>([
            new("004", "KB국민은행", "KB Kookmin Bank", true, null),
            new("088", "신한은행", "Shinhan Bank", true, null),
        ]);

    public Task<Result<AccountHolder>> InquireHolderAsync(HolderInquiry inquiry, CancellationToken ct = default) =>
        Task.FromResult<Result<AccountHolder>>(
            new AccountHolder(inquiry.Bank, inquiry.Number.Replace("-", "", StringComparison.Ordinal), "김하늘")
        );

    public Task<Result<Done>> CheckServiceAsync(
        BankService service,
        string bank,
        string? number,
        CancellationToken ct = default
    ) => throw new NotSupportedException();

    public BankCallId Prepare(MyPay.Domain.Ledger.JournalWrite write, BankInstruction instruction) =>
        throw new NotSupportedException();

    public Task<BankCallView> SendAsync(BankCallId call, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<BankCallView?> FindAsync(BankCallId call, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<bool> IsUnderWayAsync(BankCallId call, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<int> InquireDueAsync(CancellationToken ct = default) => throw new NotSupportedException();
}

/// <summary>Policies that nobody has changed.</summary>
internal sealed class FirstPolicies : MyPay.Domain.Platform.Policies.IPolicies
{
    public Task<long> TodayAsync(MyPay.Domain.Platform.Policies.Policy policy) => Task.FromResult(policy.Default);
}
