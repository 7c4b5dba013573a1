export default function Routes() {
  return <h2>Routes</h2>
}
