using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Api.Door;

namespace MyPay.Web.Api.V1;

/// <summary>
/// Payments, in-store payments and QR orders of <c>/v1</c>. The franchise comes from the key, never from the address:
/// another's object is not there.
/// </summary>
internal static class PaymentsApi
{
    private const string Read = "payments:read";
    private const string Write = "payments:write";

    public static readonly CallSheet Find = new(
        ApiDoor.V1,
        "GET",
        "/v1/payments/{tid}",
        "FindPayment",
        Read,
        "결제 하나를 조회해요.",
        "One payment."
    )
    {
        Response = typeof(PaymentBody),
        ResponseExample = V1Samples.Payment,
        Errors = [404],
    };

    public static readonly CallSheet List = new(
        ApiDoor.V1,
        "GET",
        "/v1/payments",
        "ListPayments",
        Read,
        "결제 목록이에요. 새것부터. partnerOrderId로 내 주문번호의 결제를 찾아요.",
        "Payments, newest first. partnerOrderId finds those of your own order number."
    )
    {
        Queries =
        [
            new("partnerOrderId", "내 주문번호", "Your own order number", "order-1001"),
            new("from", "이 날(서울)부터", "From this day, Seoul", "2026-11-01"),
            new("to", "이 날(서울)까지", "To this day, Seoul", "2026-11-30"),
            new("status", "상태, 쉼표로 여럿", "Statuses, with commas", "Paid,PartlyCancelled"),
            .. ListQuery.Paging,
        ],
        Response = typeof(Page<PaymentBody>),
        ResponseExample = new Page<PaymentBody>([V1Samples.Payment], null),
    };

    public static readonly CallSheet Cancel = new(
        ApiDoor.V1,
        "POST",
        "/v1/payments/{tid}/cancel",
        "CancelPayment",
        "refunds:write",
        "결제를 전부 또는 일부 취소해요.",
        "Cancels a payment, whole or in part."
    )
    {
        Key = KeyRule.Required,
        Request = typeof(NewCancelBody),
        RequestExample = V1Samples.NewCancel,
        Response = typeof(CancelBody),
        ResponseExample = V1Samples.Cancel,
        Errors = [404, 409, 422],
    };

    public static readonly CallSheet PayByCode = new(
        ApiDoor.V1,
        "POST",
        "/v1/code-payments",
        "PayByCode",
        Write,
        "매장에서 손님의 일회용 결제 코드로 바로 결제해요.",
        "Charges a member's one-time code at the counter; the result is immediate."
    )
    {
        Key = KeyRule.Required,
        Request = typeof(NewCodePaymentBody),
        RequestExample = V1Samples.NewCodePayment,
        Response = typeof(PaymentBody),
        ResponseExample = V1Samples.Payment,
        Errors = [409, 410, 422],
    };

    public static readonly CallSheet CreateOrder = new(
        ApiDoor.V1,
        "POST",
        "/v1/orders",
        "CreateOrder",
        Write,
        "QR로 결제할 주문을 만들어요. 15분 동안 쓸 수 있어요.",
        "Makes an order to be paid by QR within 15 minutes."
    )
    {
        Key = KeyRule.Required,
        Success = 201,
        Request = typeof(NewOrderBody),
        RequestExample = V1Samples.NewOrder,
        Response = typeof(OrderBody),
        ResponseExample = V1Samples.Order,
        Errors = [409, 422],
    };

    public static readonly CallSheet FindOrder = new(
        ApiDoor.V1,
        "GET",
        "/v1/orders/{id}",
        "FindOrder",
        Read,
        "QR 주문을 조회해요.",
        "One QR order."
    )
    {
        Response = typeof(OrderBody),
        ResponseExample = V1Samples.Order,
        Errors = [404],
    };

    public static readonly CallSheet Me = new(
        ApiDoor.V1,
        "GET",
        "/v1/me",
        "Me",
        "",
        "이 API 키가 누구의 것인지 알려 줘요.",
        "Who the key is."
    )
    {
        Response = typeof(MeBody),
        ResponseExample = V1Samples.Me,
    };

    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        api.MapCall(Find, FindAsync);
        api.MapCall(List, ListAsync);
        api.MapCall(Cancel, CancelAsync);
        api.MapCall(PayByCode, PayByCodeAsync);
        api.MapCall(CreateOrder, CreateOrderAsync);
        api.MapCall(FindOrder, FindOrderAsync);
        api.MapCall(Me, MeAsync);
    }

    private static async Task<ApiReply> FindAsync(ApiCall call)
    {
        var (payment, no) = await OwnPaymentAsync(call);
        return payment is null ? no! : ApiReply.Json(PaymentBody.Of(payment, call.BaseUrl));
    }

    private static async Task<ApiReply> ListAsync(ApiCall call)
    {
        var query = new ListQuery(call);
        var (from, to) = (query.Date("from"), query.Date("to"));
        if (from is { } first && to is { } last && !ListQuery.IsSpan(first, last))
            query.Blame(ApiFault.Of(ApiErrors.InvalidRange));
        var states = StatesOf(query);
        if (query.Fault is { } fault)
            return call.Refuse(fault);

        var filter = new PaymentFilter(from, to, states, query.Text("partnerOrderId"), Live: call.Caller.Live);
        var page = await call.Ask<IPayments>()
            .ListAsync(call.Franchise, filter, query.Cursor, query.Limit, call.Context.RequestAborted);
        return query.Page(page.Rows.Select(payment => PaymentBody.Of(payment, call.BaseUrl)), page.Next);
    }

    private static async Task<ApiReply> CancelAsync(ApiCall call)
    {
        var fields = new StrictFields<NewCancelBody>(call.Body);
        var (amount, reason, taxFree) = (
            fields.Amount("amount"),
            fields.Text("reason", 200),
            fields.MaybeAmount("taxFreeAmount")
        );
        fields.Currency();
        if (fields.Fault is { } fault)
            return call.Refuse(fault);

        var (payment, no) = await OwnPaymentAsync(call);
        if (payment is null)
            return no!;
        // Told from what was paid, never from what is left: the same request must read the same when it comes again.
        taxFree ??=
            payment.Amount.TaxFree == 0 ? 0
            : amount == payment.Amount.Total ? payment.Amount.TaxFree
            : null;
        if (taxFree is null)
            return call.Refuse(ApiFault.At(new FieldFault("taxFreeAmount", ApiErrors.TaxFreeAmountMissing, null)));

        var cancelled = await call.Ask<IPayments>()
            .CancelAsync(
                new(
                    call.Franchise,
                    null,
                    payment.Tid,
                    amount,
                    taxFree.Value,
                    null,
                    null,
                    reason,
                    null,
                    ByCashier: false,
                    call.EffectKey
                ),
                CancellationToken.None
            );
        return call.Answer(cancelled, made => BodyOf(made, call.BaseUrl));
    }

    private static async Task<ApiReply> PayByCodeAsync(ApiCall call)
    {
        var fields = new StrictFields<NewCodePaymentBody>(call.Body);
        var code = fields.Text("code", 100);
        var (amount, orderId, itemName, store) = (
            fields.Amount("amount"),
            fields.Text("orderId", 100),
            fields.Text("itemName", 100),
            fields.MaybeId("storeId")
        );
        fields.Currency();
        await CheckStoreAsync(call, fields, store);
        if (fields.Fault is { } fault)
            return call.Refuse(fault);

        var digits = string.Concat(code.Where(c => c is not (' ' or '-'))); // as people read it out
        var paid = await call.Ask<IInStore>()
            .PayByCodeAsync(
                new(
                    call.Franchise,
                    call.Caller.Live,
                    digits,
                    amount,
                    orderId,
                    itemName,
                    StoreOf(store),
                    call.EffectKey!
                ),
                CancellationToken.None
            );
        return call.Answer(paid, payment => PaymentBody.Of(payment, call.BaseUrl));
    }

    private static async Task<ApiReply> CreateOrderAsync(ApiCall call)
    {
        var fields = new StrictFields<NewOrderBody>(call.Body);
        var (amount, orderId, itemName, store) = (
            fields.Amount("amount"),
            fields.Text("orderId", 100),
            fields.Text("itemName", 100),
            fields.MaybeId("storeId")
        );
        fields.Currency();
        await CheckStoreAsync(call, fields, store);
        if (fields.Fault is { } fault)
            return call.Refuse(fault);

        var order = await call.Ask<IInStore>()
            .CreateOrderAsync(
                new(call.Franchise, call.Caller.Live, amount, orderId, itemName, StoreOf(store), call.EffectKey!),
                CancellationToken.None
            );
        return call.Answer(order, made => OrderBody.Of(made, call.BaseUrl));
    }

    private static async Task<ApiReply> FindOrderAsync(ApiCall call)
    {
        var order = await call.Ask<IInStore>()
            .FindOrderAsync(call.Franchise, call.Route("id"), call.Context.RequestAborted);
        return order is null || order.Live != call.Caller.Live
            ? call.Refuse(ApiErrors.NotFound)
            : ApiReply.Json(OrderBody.Of(order, call.BaseUrl));
    }

    private static async Task<ApiReply> MeAsync(ApiCall call)
    {
        var (caller, franchise) = (
            call.Caller,
            await call.Ask<IFranchises>().FindAsync(call.Franchise, call.Context.RequestAborted)
        );
        return ApiReply.Json(
            new MeBody(
                caller.Franchise.ToString(),
                franchise?.TradeName,
                franchise?.BusinessNumber,
                V1Words.ModeOf(caller.Live),
                caller.Scopes,
                caller.KeyId.ToString("N"),
                caller.Live ? franchise?.Cid : franchise?.TestCid,
                caller.Live ? franchise?.RecurringCid : franchise?.TestRecurringCid
            )
        );
    }

    /// <summary>The payment of the address, or the answer to give instead.</summary>
    private static async Task<(PaymentView? Payment, ApiReply? No)> OwnPaymentAsync(ApiCall call)
    {
        var payment = await call.Ask<IPayments>()
            .FindAsync(call.Franchise, call.Route("tid"), call.Context.RequestAborted);
        if (payment is null)
            return (null, call.Refuse(ApiErrors.NotFound));
        return payment.Live == call.Caller.Live ? (payment, null) : (null, call.Refuse(ApiErrors.KeyModeMismatch));
    }

    private static List<PaymentState>? StatesOf(ListQuery query)
    {
        if (query.Text("status") is not { } text)
            return null;
        var states = new List<PaymentState>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (V1Words.Statuses.Contains(word, StringComparer.OrdinalIgnoreCase))
                states.Add(Enum.Parse<PaymentState>(word, ignoreCase: true));
            else
                query.Blame(ApiFault.Of(ApiErrors.InvalidStatus, word, string.Join(", ", V1Words.Statuses)));
        }

        return states;
    }

    private static async Task CheckStoreAsync<TBody>(ApiCall call, StrictFields<TBody> fields, Guid? store)
    {
        if (store is not { } id)
            return;
        var stores = await call.Ask<IFranchises>().StoresAsync(call.Franchise, call.Context.RequestAborted);
        if (stores.All(own => own.Id.Value != id))
            fields.Blame(
                new(
                    "storeId",
                    ApiErrors.FieldValue,
                    id.ToString("N"),
                    "storeId",
                    string.Join(", ", stores.Select(own => own.Id))
                )
            );
    }

    private static StoreId? StoreOf(Guid? store) => store is { } id ? new StoreId(id) : null;

    private static CancelBody BodyOf(CancelView made, string baseUrl) =>
        new(
            made.Aid,
            made.Payment.Tid,
            V1Words.StatusOf(made.Payment.State),
            made.ThisCancel.Total,
            V1Words.Currency,
            made.Payment.Cancelled.Total,
            made.Payment.Available.Total,
            V1Words.Time(made.Payment.CanceledAt),
            PaymentBody.Of(made.Payment, baseUrl)
        );
}
