using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Money;
using MyPay.Web.Identity;

namespace MyPay.Web.Portals.Wallet;

/// <summary>
/// A page about the signed-in member's money: asked once, shown at once, and asked again whenever that money changes.
/// </summary>
/// <typeparam name="TView">All that the page shows of the store, from one asking.</typeparam>
public abstract class MemberPage<TView> : ComponentBase, IDisposable
    where TView : class
{
    private LiveRefresh? live;

    /// <summary>Where the prerendered page left its view for this one.</summary>
    [PersistentState]
    public string? Ticket { get; set; }

    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    protected MemberId Me { get; private set; }

    /// <summary>The sign-in that looks at this page.</summary>
    protected Guid? Session { get; private set; }

    /// <summary>What must change for the page to ask again; the member's money by default.</summary>
    protected virtual IReadOnlyCollection<string> Topics => WalletView.Topics(Me);

    /// <summary>Null until the first answer.</summary>
    protected TView? View { get; private set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    [Inject]
    private Handover Handover { get; set; } = default!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = default!;

    public virtual void Dispose()
    {
        live?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        var person = (await Person).User;
        (Me, Session) = (person.MemberId(), SessionCookie.Of(person));

        // Subscribed before it asks, so that no change falls in between.
        if (RendererInfo.IsInteractive)
            live = new(Feed, Topics, () => InvokeAsync(RefreshAsync), Clock, Logs.CreateLogger(GetType()));

        if (Handover.Take<Seen>(Me, Ticket) is { } seen)
        {
            View = seen.View;
            await ArrivedAsync();
            if (seen.News != Feed.News)
                live?.Want(); // something has changed since it was asked: perhaps this
            return;
        }

        var news = Feed.News;
        View = await AskAsync();
        await ArrivedAsync();
        if (!RendererInfo.IsInteractive && View is not null)
            Ticket = Handover.Keep(Me, new Seen(View, news));
    }

    /// <summary>
    /// Asks the modules for all that the page shows; null when there is no such thing for this member.
    /// </summary>
    protected abstract Task<TView?> AskAsync();

    /// <summary>The first view is here.</summary>
    protected virtual Task ArrivedAsync() => Task.CompletedTask;

    /// <summary>The member's money has changed.</summary>
    protected virtual async Task ChangedAsync() => View = await AskAsync();

    private async Task RefreshAsync()
    {
        await ChangedAsync();
        StateHasChanged();
    }

    /// <summary>A view, and how much news there had been when it was asked for.</summary>
    private sealed record Seen(TView View, long News);
}
