using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Identity;

namespace MyPay.Web.Portals.Wallet;

/// <summary>
/// A page about the signed-in member themselves. It loads what it shows, and again whenever that changes anywhere.
/// </summary>
public abstract class PersonPage : ComponentBase, IDisposable
{
    private IDisposable? subscription;

    /// <summary>Whose page this is; set before the first <see cref="LoadAsync"/>.</summary>
    protected MemberId Me { get; private set; }

    /// <summary>The same person as an actor, with their session: what sensitive changes ask for.</summary>
    protected Actor Acting { get; private set; } = new("", "");

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    /// <summary>What must change for the page to load again; the member's own data by default.</summary>
    protected virtual IReadOnlyCollection<string> Topics => [$"member:{Me}"];

    protected abstract Task LoadAsync();

    protected override async Task OnInitializedAsync()
    {
        var person = (await Person).User;
        (Me, Acting) = (person.MemberId(), person.Actor());
        if (RendererInfo.IsInteractive)
            subscription = Feed.Subscribe(Topics, () => _ = InvokeAsync(ReloadAsync)); // first listen, then read
        await LoadAsync();
    }

    private async Task ReloadAsync()
    {
        if (subscription is null)
            return;
        await LoadAsync();
        StateHasChanged();
    }

    public void Dispose()
    {
        subscription?.Dispose();
        subscription = null;
        GC.SuppressFinalize(this);
    }
}
