using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Identity;
using MyPay.Web.Portals.Wallet;

namespace MyPay.Web.Portals.Merchant;

/// <summary>
/// A page of the franchise where the signed-in person works. It loads what it shows, and again whenever that changes
/// anywhere. The address is guarded by a policy; an action asks the store again who is acting (<see cref="MayAsync"/>),
/// since a cookie may be older than a role.
/// </summary>
public abstract class MerchantPage : ComponentBase, IDisposable
{
    private LiveRefresh? live;

    /// <summary>Null until loaded, and for whoever works nowhere any more.</summary>
    protected FranchiseView? Shop { get; private set; }

    protected StaffView? Me { get; private set; }

    /// <summary>The person as an actor, with their session: what sensitive changes ask for.</summary>
    protected Actor Acting { get; private set; } = new("", "");

    /// <summary>What the page says against the last thing that was tried.</summary>
    protected Refusal? Refusal { get; set; }

    [Inject]
    protected PerCall<IFranchises> Franchises { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = default!;

    public void Dispose()
    {
        live?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        await FindMeAsync();
        if (Me is null)
            return;
        if (RendererInfo.IsInteractive)
            live = new(
                Feed,
                [$"franchise:{Me.Franchise}", .. TopicsOf(Me.Franchise)],
                () => InvokeAsync(ReloadAsync),
                Clock,
                Logs.CreateLogger(GetType())
            ); // first listen, then read
        await LoadAllAsync();
    }

    /// <summary>Changes that this page shows at once, besides the franchise's payments.</summary>
    protected virtual IReadOnlyCollection<string> TopicsOf(FranchiseId franchise) => [];

    /// <summary>What this page shows besides the franchise itself.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    protected async Task LoadAllAsync()
    {
        Shop = await Franchises.AskAsync(f => f.FindAsync(Me!.Franchise));
        await LoadAsync();
    }

    /// <summary>
    /// True when the person still has this role here or a higher one; otherwise the page says why not.
    /// </summary>
    protected async Task<bool> MayAsync(StaffRole least)
    {
        await FindMeAsync();
        var may = Me is not null && Me.Role <= least;
        Refusal = may ? null : new(RefusalKind.Forbidden, "franchise.staff.role_missing");
        return may;
    }

    private async Task FindMeAsync()
    {
        var person = (await Person).User;
        var signIn = person.FindFirstValue(ClaimTypes.NameIdentifier);
        Acting = person.Actor();
        Me = signIn is null ? null : await Franchises.AskAsync(f => f.FindStaffAsync(signIn));
    }

    private async Task ReloadAsync()
    {
        await LoadAllAsync();
        StateHasChanged();
    }
}
