using Microsoft.AspNetCore.Components;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Remittance;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Members;

/// <summary>One member from every side. What is revealed stays in this open page and is gone with it.</summary>
public sealed partial class MemberPage
{
    private const int Step = 20;
    private MemberDeskView? member;
    private MemberWhole? whole;
    private WalletView? wallet;
    private ApprovalView? unfreezing;
    private IReadOnlyList<LinkedAccountView> accounts = [];
    private IReadOnlyList<OpenBankMove> moves = [];
    private IReadOnlyList<RemittanceView> toBank = [];
    private IReadOnlyList<SessionView> sessions = [];
    private IReadOnlyList<ConsentView> consents = [];
    private IReadOnlyList<RecurringView> recurring = [];
    private List<Movement> movements = [];
    private PinState pin;
    private long? before;
    private bool isLoaded;
    private string? said,
        reason,
        revealReason;
    private string act = "freeze-outgoing";

    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private PerCall<IMemberDesk> Desk { get; set; } = default!;

    [Inject]
    private PerCall<IMemberCare> Care { get; set; } = default!;

    [Inject]
    private PerCall<IApprovals> Approvals { get; set; } = default!;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<IMovements> Movements { get; set; } = default!;

    [Inject]
    private PerCall<IRemittances> Remittances { get; set; } = default!;

    [Inject]
    private PerCall<ILinkedAccounts> Accounts { get; set; } = default!;

    [Inject]
    private PerCall<IMembers> Members { get; set; } = default!;

    [Inject]
    private PerCall<IPins> Pins { get; set; } = default!;

    [Inject]
    private PerCall<IRecurringConsents> Recurring { get; set; } = default!;

    [Inject]
    private PerCall<ISessions> Sessions { get; set; } = default!;

    protected override IReadOnlyCollection<string> Topics =>
        Me_ is { } id ? [.. WalletView.Topics(id), BackOfficeTopics.Approvals] : [];

    private MemberId? Me_ => Guid.TryParse(Id, out var id) ? new MemberId(id) : null;

    private List<(string Key, string Words)> Acts
    {
        get
        {
            List<(string, string)> acts = [];
            if (member!.Freeze < FreezeLevel.Outgoing)
                acts.Add(("freeze-outgoing", T("출금 정지하기", "Stop outgoing")));
            if (member.Freeze < FreezeLevel.Everything)
                acts.Add(("freeze-all", T("모두 정지하기", "Stop everything")));
            if (member.Freeze != FreezeLevel.None && unfreezing is null)
                acts.Add(("unfreeze", T("해제 요청하기", "Ask to lift it")));
            return acts;
        }
    }

    private Fact[] Facts =>
        [
            new(T("이름", "Name"), whole?.Name ?? member!.MaskedName),
            new(T("휴대폰", "Mobile"), whole?.Phone ?? member!.MaskedPhone),
            new(T("이메일", "E-mail"), whole?.Email ?? member!.MaskedEmail),
            new(T("생년월일", "Birth date"), whole is null ? "****-**-**" : $"{whole.BirthDate:yyyy-MM-dd}"),
            new(
                T("본인확인", "Verified"),
                accounts.Count > 0 ? T("했어요 (연결 계좌)", "Yes, by a linked account") : T("아직", "Not yet")
            ),
            new(T("결제 비밀번호", "Payment PIN"), MemberWords.Of(pin)),
            new(T("언어", "Language"), member!.Language == "en" ? "English" : T("한국어", "Korean")),
            new(T("가입", "Joined"), TimeInSeoul(member.JoinedAt)),
            .. member.ClosedAt is { } closed ? new[] { new Fact(T("탈퇴", "Closed"), TimeInSeoul(closed)) } : [],
        ];

    protected override async Task LoadAsync()
    {
        if (Me_ is { } id)
            member = await Desk.AskAsync(d => d.FindAsync(id));
        if (member is not null)
        {
            var who = member.Id;
            wallet = await Wallets.AskAsync(w => w.FindAsync(who));
            accounts = await Accounts.AskAsync(a => a.ListAsync(who));
            moves = await Wallets.AskAsync(w => w.OpenMovesAsync(who));
            toBank = await Remittances.AskAsync(r => r.OpenAtBankAsync(who));
            sessions = await Sessions.AskAsync(s => s.ListAsync(member.SignInId));
            consents = await Members.AskAsync(m => m.ConsentsAsync(who));
            recurring = await Recurring.AskAsync(r => r.ListAsync(who));
            pin = await Pins.AskAsync(p => p.StateAsync(who));
            var page = await Movements.AskAsync(m => m.ListAsync(who, new(), null, Math.Max(Step, movements.Count)));
            (movements, before) = ([.. page.Rows], page.Before);
            unfreezing = (
                await Approvals.AskAsync(a => a.ListAsync(waitingOnly: true, 200, IMemberCare.UnfreezeKind))
            ).FirstOrDefault(a => a.Subject == $"member:{who}");
            if (Acts.Count > 0 && Acts.TrueForAll(a => a.Key != act))
                act = Acts[0].Key;
        }

        isLoaded = true;
        if (member is null)
            Context.AnswerNotFound();
    }

    private static string? SlipAddress(Movement line) =>
        KnownPages.Has("/admin/ledger") ? $"/admin/ledger?slip={line.Slip}" : null;

    private static string TermsName(string code) =>
        Terms.Current.FirstOrDefault(t => t.Code == code) is { } terms ? T(terms.TitleKo, terms.TitleEn) : code;

    private async Task MoreAsync()
    {
        var page = await Movements.AskAsync(m => m.ListAsync(member!.Id, new(), before, Step));
        movements.AddRange(page.Rows);
        before = page.Before;
    }

    private async Task RevealAsync()
    {
        if (!await MayAsync(SignInRoles.Operator, SignInRoles.Approver))
            return;
        var words = revealReason;
        var revealed = await Care.AskAsync(c => c.RevealAsync(member!.Id, words, Me));
        if (revealed.TryGet(out whole, out var refusal))
            revealReason = null;
        Refusal = refusal;
    }

    private async Task ActAsync()
    {
        said = null;
        if (!await MayAsync(SignInRoles.Operator))
            return;
        var (id, words) = (member!.Id, reason);
        Refusal? refusal;
        if (act == "unfreeze")
        {
            (await Approvals.AskAsync(a => a.AskAsync(IMemberCare.Unfreeze(id, words ?? ""), Me))).TryGet(
                out _,
                out refusal
            );
            if (refusal is null)
                said = T(
                    "해제를 요청했어요. 다른 사람이 승인하면 풀려요.",
                    "Asked. It is lifted once a second person approves."
                );
        }
        else
        {
            var level = act == "freeze-all" ? FreezeLevel.Everything : FreezeLevel.Outgoing;
            (await Care.AskAsync(c => c.FreezeAsync(id, level, words, Me))).TryGet(out _, out refusal);
            if (refusal is null)
                said =
                    level == FreezeLevel.Everything
                        ? T("로그인과 모든 거래를 멈췄어요.", "Signing in and every transaction are stopped.")
                        : T("나가는 돈을 멈췄어요.", "Outgoing money is stopped.");
        }

        if (refusal is null)
            reason = null;
        await LoadAsync();
        Refusal = refusal;
    }
}
