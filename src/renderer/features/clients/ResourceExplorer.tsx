import { useAsked } from '../../data/index.ts';
import { dateTime, EmptyState } from '../../ui/index.ts';

/** Many instances of a class: a row each. */
function Instances({ instances }: { instances: { property: string; value: string }[][] }) {
  return (
    <table className="plain-table">
      <thead>
        <tr>{instances[0]!.map(({ property }) => <th key={property} scope="col">{property}</th>)}</tr>
      </thead>
      <tbody>
        {instances.map((instance, n) => (
          <tr key={n}>{instance.map(({ property, value }) => <td key={property} className="is-long">{value}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

/** Hardware inventory of one computer, class by class (SCAN-14). */
export function ResourceExplorer({ id }: { id: number }) {
  const inventory = useAsked(['compliance', 'inventory', id], (e, call) => e.clients.inventory({ call, id })).data?.value;
  if (!inventory) return null;
  if (inventory.classes.length === 0) return <EmptyState icon="computer" title="No hardware inventory yet" text="It comes with the first hardware inventory cycle of the client, within a day of its first policy. The action Hardware Inventory Cycle does it at once." />;
  return (
    <div className="inventory">
      {inventory.collectedAt !== null && <p className="secondary">Hardware inventory of {dateTime(inventory.collectedAt)} UTC</p>}
      {inventory.classes.map((one) => (
        <section key={one.name} aria-label={one.title}>
          <h2>{one.title} <span className="secondary mono">{one.name}</span></h2>
          {one.instances.length > 1 ? <Instances instances={one.instances} /> : one.instances.map((instance, n) => (
            <table key={n} className="plain-table">
              <tbody>
                {instance.map(({ property, value }) => (
                  <tr key={property}>
                    <th scope="row">{property}</th>
                    <td className="is-long">{value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </section>
      ))}
    </div>
  );
}
